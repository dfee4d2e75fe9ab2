package dev.tributary.infrastructure.local.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.infrastructure.local.StartFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {
    @TempDir
    Path temporary = Path.of("");

    @Test
    void damageInTheMiddle_isRefused() throws IOException {
        Path file = temporary.resolve("journal");
        byte[] whole = threeMessages(file);
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            Files.write(file, damaged);
            assertThatThrownBy(() -> Journal.open(file).close())
                    .as("byte " + at)
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("data folder is damaged");
        }
    }

    @Test
    void recordCutShort_isDroppedAndTheOthersStay() throws IOException {
        Path file = temporary.resolve("journal");
        byte[] whole = threeMessages(file);
        int third = whole.length / 3;
        for (int length = 2 * third; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (Journal journal = Journal.open(file)) {
                assertThat(ids(journal)).as("length " + length).containsExactly("m1", "m2");
            }
        }
    }

    @Test
    void whatWasRemoved_staysRemoved_andDeliveriesCount() {
        Path file = temporary.resolve("journal");
        try (Journal journal = Journal.open(file)) {
            List.of("m1", "m2", "m3").forEach(id -> journal.added(message(id)));
            journal.received("q", "m2", 2);
            journal.removed("q", "m1");
            journal.removed("q", "nobody");
        }
        for (int start = 0; start < 2; start++) {
            try (Journal journal = Journal.open(file)) {
                assertThat(ids(journal)).containsExactly("m2", "m3");
                assertThat(journal.messages("q").getFirst())
                        .usingRecursiveComparison()
                        .isEqualTo(message("m2").receivedTimes(2));
            }
        }
    }

    @Test
    void compaction_keepsTheFileSmall() throws IOException {
        Path file = temporary.resolve("journal");
        String body = "x".repeat(200_000);
        try (Journal journal = Journal.open(file)) {
            journal.added(message("first"));
            for (int i = 0; i < 800; i++) {
                journal.added(new StoredMessage("q", "n" + i, body, List.of(), 1, 2, 0));
                journal.removed("q", "n" + i);
            }
            assertThat(Files.size(file)).isLessThan(70L << 20);
            assertThat(ids(journal)).containsExactly("first");
        }
    }

    private static byte[] threeMessages(Path file) throws IOException {
        try (Journal journal = Journal.open(file)) {
            List.of("m1", "m2", "m3").forEach(id -> journal.added(message(id)));
        }
        return Files.readAllBytes(file);
    }

    private static List<String> ids(Journal journal) {
        return journal.messages("q").stream().map(StoredMessage::id).toList();
    }

    private static StoredMessage message(String id) {
        byte[] value = "v".getBytes(StandardCharsets.UTF_8);
        return new StoredMessage(
                "q", id, "body €", List.of(new StoredMessage.StoredAttribute("a", "String", value)), 1, 2, 0);
    }
}
