package dev.tributary.infrastructure.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.payout.PayoutFiles;
import dev.tributary.domain.stored.Page;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every place of payout files does.
public abstract class PayoutFilesContract {
    /// The place, the same one at each call within a test.
    protected abstract PayoutFiles files();

    /// What stands under a name, read by another way than the port.
    protected abstract byte[] stored(String name) throws Exception;

    @Test
    void aFile_isWrittenOnce_andStays() throws Exception {
        String name = "payouts/run_01J9Z3-1.csv";
        assertThat(files().put(name, bytes("a;b\n"))).isEqualTo(new PayoutFiles.Put.Written());
        assertThat(files().put(name, bytes("a;b\n"))).isEqualTo(new PayoutFiles.Put.AlreadyThere());
        for (String other : List.of("", "a;b", "a;c\n", "a;b\n\n", "x".repeat(100_000))) {
            assertThat(files().put(name, bytes(other))).as(other).isEqualTo(new PayoutFiles.Put.Different());
        }
        assertThat(stored(name)).isEqualTo(bytes("a;b\n"));
    }

    @Test
    void anEmptyFile_isAFile() throws Exception {
        assertThat(files().put("empty", new byte[0])).isEqualTo(new PayoutFiles.Put.Written());
        assertThat(files().put("empty", new byte[0])).isEqualTo(new PayoutFiles.Put.AlreadyThere());
        assertThat(files().put("empty", bytes("x"))).isEqualTo(new PayoutFiles.Put.Different());
        assertThat(stored("empty")).isEmpty();
    }

    @Test
    void whatStandsThere_isRead_andNothingElse() {
        assertThat(files().get("payouts/read.csv")).isEmpty();
        files().put("payouts/read.csv", bytes("a;b\n"));
        assertThat(files().get("payouts/read.csv")).contains(bytes("a;b\n"));
        assertThat(files().get("payouts/read.cs")).isEmpty();
    }

    /// More than a page of them.
    @Test
    void namesOfAPrefix_comeInOrder_eachOnce() {
        List<String> all = IntStream.range(0, 1_003)
                .mapToObj("payouts/names-%04d.csv"::formatted)
                .toList();
        assertThat(files().names("payouts/names-", Optional.empty()).items()).isEmpty();
        all.forEach(name -> files().put(name, bytes(name)));
        files().put("payouts/other.csv", bytes("x"));

        List<String> found = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page<String> page = files().names("payouts/names-", after);
            found.addAll(page.items());
            after = page.next();
        } while (after.isPresent());

        assertThat(found).isEqualTo(all);
        assertThat(files().names("payouts/", Optional.of("payouts/names-1002.csv"))
                        .items())
                .contains("payouts/other.csv")
                .doesNotContainAnyElementsOf(all);
    }

    @Test
    void fiveMegabytesOfAnyBytes_areKeptAsTheyAre() throws Exception {
        byte[] large = new byte[5 * 1024 * 1024];
        new Random(5).nextBytes(large);
        assertThat(files().put("payouts/large.bin", large)).isEqualTo(new PayoutFiles.Put.Written());
        assertThat(stored("payouts/large.bin")).isEqualTo(large);
        assertThat(files().put("payouts/large.bin", large)).isEqualTo(new PayoutFiles.Put.AlreadyThere());
        large[large.length - 1]++;
        assertThat(files().put("payouts/large.bin", large)).isEqualTo(new PayoutFiles.Put.Different());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/etc/passwd",
                "..",
                "../x.csv",
                "payouts/../../x.csv",
                "payouts/..",
                "payouts/./x.csv",
                "payouts//x.csv",
                "payouts/",
                ".drafts/0",
                "a\\..\\b",
                "a%2f..%2fb",
                "a b.csv",
                "a\nb",
                "a?versionId=1",
                "a#b",
                "grüße.csv",
            })
    void aNameThatLeavesTheFolder_isRefused(String name) {
        assertThatThrownBy(() -> files().put(name, bytes("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a name of a payout file: ");
    }

    @Test
    void aNameTooLong_isRefused() {
        assertThatThrownBy(() -> files().put("x".repeat(513), bytes("x"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ofSeveralAtOnce_exactlyOneWins() throws Exception {
        int writers = 8;
        for (int round = 0; round < 10; round++) {
            String name = "payouts/race-" + round + ".csv";
            CyclicBarrier together = new CyclicBarrier(writers);
            List<Callable<PayoutFiles.Put>> puts = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                // Every second one brings the same bytes.
                byte[] bytes = bytes("of writer " + writer % 2 + "\n");
                puts.add(() -> {
                    together.await(30, TimeUnit.SECONDS);
                    return files().put(name, bytes);
                });
            }
            List<PayoutFiles.Put> outcomes = new ArrayList<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
                for (Future<PayoutFiles.Put> put : threads.invokeAll(puts)) {
                    outcomes.add(put.get());
                }
            }
            assertThat(outcomes)
                    .filteredOn(PayoutFiles.Put.Written.class::isInstance)
                    .hasSize(1);
            assertThat(outcomes)
                    .filteredOn(PayoutFiles.Put.AlreadyThere.class::isInstance)
                    .hasSize(3);
            assertThat(outcomes)
                    .filteredOn(PayoutFiles.Put.Different.class::isInstance)
                    .hasSize(4);
            int winner = outcomes.indexOf(new PayoutFiles.Put.Written()) % 2;
            assertThat(stored(name)).isEqualTo(bytes("of writer " + winner + "\n"));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
