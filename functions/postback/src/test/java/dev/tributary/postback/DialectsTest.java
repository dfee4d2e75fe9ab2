package dev.tributary.postback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The senders that there are, against what is said of them elsewhere.
final class DialectsTest {
    private static final Path DOCS = Path.of("../../docs");
    private final Dialects dialects = new Dialects(new Gatekeeper(program -> Optional.empty()), new Receipts());

    @Test
    void names_areSegmentsAndDiffer() {
        List<String> names = Stream.concat(dialects.own().stream(), dialects.senders().stream())
                .map(Dialect::name)
                .toList();
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z]{1,20}"));
        assertThat(Stream.concat(dialects.own().stream(), dialects.senders().stream()))
                .allSatisfy(
                        dialect -> assertThat(dialect.methods()).isNotEmpty().isSubsetOf("GET", "POST"));
    }

    @Test
    void everySender_hasAPageAndItsPaths() throws IOException {
        List<String> names =
                dialects.senders().stream().map(Dialect::name).sorted().toList();
        String api = Files.readString(DOCS.resolve("openapi.yaml"));
        assertThat(api.lines()
                        .filter(line -> line.startsWith("  /postbacks/{program_id}/"))
                        .map(line -> line.substring("  /postbacks/{program_id}/".length(), line.length() - 1))
                        .sorted()
                        .toList())
                .isEqualTo(names);
        try (Stream<Path> pages = Files.list(DOCS.resolve("integrations"))) {
            assertThat(pages.map(page -> page.getFileName().toString().replace(".md", ""))
                            .filter(page -> !Set.of("README", "pixel", "script").contains(page))
                            .sorted()
                            .toList())
                    .isEqualTo(names);
        }
        for (Dialect sender : dialects.senders()) {
            String path = api.substring(api.indexOf("  /postbacks/{program_id}/" + sender.name() + ":\n") + 2);
            String until = path.substring(0, path.indexOf("\n  /"));
            assertThat(until.contains("\n    get:")).isEqualTo(sender.methods().contains("GET"));
            assertThat(until.contains("\n    post:")).isEqualTo(sender.methods().contains("POST"));
        }
    }
}
