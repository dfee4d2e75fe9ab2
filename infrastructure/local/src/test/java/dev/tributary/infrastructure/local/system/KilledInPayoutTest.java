package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.PayoutId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.payout.PayoutResult;
import dev.tributary.domain.payout.Rail;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.local.MachineOptions;
import dev.tributary.infrastructure.local.check.Calls;
import dev.tributary.infrastructure.local.check.Invariants;
import dev.tributary.infrastructure.local.check.PayoutChecks;
import dev.tributary.infrastructure.local.check.Snapshot;
import dev.tributary.infrastructure.local.seed.DemoStart;
import dev.tributary.infrastructure.local.system.PayoutChild.Rows;
import dev.tributary.infrastructure.table.Packing;
import dev.tributary.infrastructure.table.Table;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// SIGKILL in a payout run over 400 affiliates, in each of its three long steps: whoever starts again on
/// the same disk finishes it, each is told to the bank once and settled once, and nobody is left. With
/// `-Dsurefire.args=-Dkilled.affiliates=10000` over more of them.
@Tag("embedded")
class KilledInPayoutTest {
    private static final int AFFILIATES = Integer.getInteger("killed.affiliates", 400);
    private static final int FILES = Math.ceilDiv(AFFILIATES, Rail.CSV.mostInFile());
    /// How far a step is when it is killed.
    private static final int SOME = AFFILIATES / 5;
    /// Loaded machines are slow, and a schedule comes each minute.
    private static final Duration LONG = Duration.ofMinutes(6).plusMillis(60L * AFFILIATES);

    @TempDir
    private Path data = Path.of("");

    /// It starts four machines, and waits for the schedule of a minute. With more affiliates it takes longer.
    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void killedInEachStep_everyoneIsPaidOnce() throws Exception {
        String program = seed();
        RunId run;
        try (PayoutChild child = PayoutChild.start(data)) {
            run = approved(child, program);
            kill(child, run, rows -> rows.of("reserved") >= SOME);
        }
        Rows reserving = left("killed while reserving", run);
        assertThat(reserving.of("reserved")).isBetween(1, AFFILIATES - 1);
        assertThat(reserving.of("reserved") + reserving.of("planned")).isEqualTo(AFFILIATES);

        // Nothing is fired by hand here: what was under way is still in its queue, and goes on.
        try (PayoutChild child = PayoutChild.start(data)) {
            kill(child, run, rows -> rows.of("submitted") >= SOME);
        }
        Rows submitting = left("killed while submitting", run);
        assertThat(submitting.of("submitted")).isBetween(1, AFFILIATES - 1);
        assertThat(submitting.of("submitted") + submitting.of("reserved")).isEqualTo(AFFILIATES);
        assertThat(files().size()).isLessThan(2 * FILES);

        try (PayoutChild child = PayoutChild.start(data)) {
            Awaitility.await().atMost(LONG).until(() -> files().size() == 2 * FILES);
            child.send(results(run, child.payouts(run)));
            kill(child, run, rows -> rows.of("paid") >= SOME);
        }
        Rows settling = left("killed while settling", run);
        assertThat(settling.of("paid")).isBetween(1, AFFILIATES - 1);
        Map<String, byte[]> told = files();

        try (PayoutChild child = PayoutChild.start(data)) {
            until(child, run, rows -> rows.of("paid") == AFFILIATES);
            // The last result may still be about to make the run due.
            Awaitility.await()
                    .atMost(LONG)
                    .pollInterval(Duration.ofSeconds(2))
                    .ignoreExceptionsInstanceOf(AssertionError.class)
                    .until(() -> {
                        child.fireRunsDue();
                        return child.run(run).path("state").asText().equals("done");
                    });
        }
        assertThat(left("at the end", run).of("paid")).isEqualTo(AFFILIATES);
        assertThat(files()).containsExactlyEntriesOf(told);
        toldOnce(told);
    }

    /// @return the demo's program
    private String seed() throws Exception {
        try (LocalMachine machine = backends()) {
            machine.seed(new DemoStart(data));
            String program = MachineProcess.demo(data).path("program_id").asText();
            PayoutSeed.run(machine, ProgramId.parse(program).orElseThrow(), AFFILIATES);
            return program;
        }
    }

    private LocalMachine backends() {
        return LocalMachine.start(
                MachineOptions.inMemory(Project.TEMPLATE).withData(data).backendsOnly());
    }

    /// One person plans, another one says yes to exactly that plan, and it is to be carried out.
    private static RunId approved(PayoutChild child, String program) throws Exception {
        String ops = person(child, "Ops", "Olga");
        String finance = person(child, "Finance", "Frieda");
        RunId run = RunId.of(child.post(ops, "/v1/payout_runs", "{\"program_id\":\"%s\"}".formatted(program))
                .path("id")
                .asText());
        child.fireRunsDue();
        Awaitility.await()
                .atMost(LONG)
                // Beside ten thousand rows being written, an answer may take longer than a call lasts.
                .ignoreExceptionsInstanceOf(AssertionError.class)
                .until(() -> child.run(run).path("state").asText().equals("planned"));
        String path = "/v1/payout_runs/" + run;
        String hash = child.run(run).path("plan_hash").asText();
        child.post(finance, path + "/approve", "{\"plan_hash\":\"%s\"}".formatted(hash));
        child.post(ops, path + "/apply", "{}");
        child.fireRunsDue();
        return run;
    }

    private static String person(PayoutChild child, String name, String person) throws Exception {
        return child.post(
                        child.merchant(),
                        "/v1/api_keys",
                        "{\"name\":\"%s\",\"person\":\"%s\",\"mode\":\"live\",\"scopes\":[\"read\",\"payouts\"]}"
                                .formatted(name, person))
                .path("secret")
                .asText();
    }

    private static void kill(PayoutChild child, RunId run, Predicate<Rows> when) throws InterruptedException {
        until(child, run, when);
        child.kill();
    }

    private static void until(PayoutChild child, RunId run, Predicate<Rows> condition) {
        Awaitility.await()
                .atMost(LONG)
                .ignoreException(UnavailableException.class)
                // Each look reads all rows: more of them would be most of what the machine does.
                .pollInterval(Duration.ofMillis(AFFILIATES / 2))
                .until(() -> condition.test(Rows.of(child.table(), run)));
    }

    /// What a kill has left on the disk, where every invariant holds already.
    private Rows left(String where, RunId run) throws IOException {
        try (LocalMachine machine = backends()) {
            Table table = Shop.table(machine);
            Rows rows = Rows.of(table, run);
            Snapshot snapshot = Snapshot.of(table.client(), table.name(), Packing::unpack);
            Map<String, byte[]> lists = new TreeMap<>(files());
            lists.keySet().removeIf(name -> name.endsWith(".sha256"));
            System.out.printf("%s: %s, %d files%n", where, rows.counts(), lists.size());

            assertThat(PayoutChecks.broken(snapshot, lists)).as(where).isEmpty();
            assertThat(Invariants.broken(snapshot, new Calls(List.of(), List.of(), List.of())))
                    .as(where)
                    .isEmpty();
            return rows;
        }
    }

    private static List<Transfer> results(RunId run, List<PayoutId> payouts) {
        assertThat(payouts).hasSize(AFFILIATES).doesNotHaveDuplicates();
        return IntStream.iterate(0, from -> from < AFFILIATES, from -> from + Transfer.PayoutResults.MOST)
                .<Transfer>mapToObj(from -> new Transfer.PayoutResults(
                        "results:" + run + ":" + from,
                        run,
                        payouts.subList(from, Math.min(from + Transfer.PayoutResults.MOST, AFFILIATES)).stream()
                                .map(payout -> new PayoutResult(
                                        payout, PayoutResult.Status.PAID, Optional.of("bank"), Optional.empty()))
                                .toList()))
                .toList();
    }

    /// The files and their manifests: a line for each, of what each was to get.
    private static void toldOnce(Map<String, byte[]> told) {
        List<String[]> lines = told.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".csv"))
                .map(file -> new String(file.getValue(), StandardCharsets.UTF_8))
                .flatMap(text -> text.lines().skip(1))
                .map(line -> line.split(",", -1))
                .toList();
        List<Long> nets = lines.stream()
                .map(line ->
                        new BigDecimal(line[line.length - 2]).movePointRight(2).longValueExact())
                .sorted()
                .toList();
        System.out.printf(
                "%d lines, %d payouts, %d affiliates, %d minor units%n",
                lines.size(),
                lines.stream().map(line -> line[0]).distinct().count(),
                lines.stream().map(line -> line[1]).distinct().count(),
                nets.stream().mapToLong(Long::longValue).sum());

        assertThat(told).hasSize(2 * FILES);
        assertThat(lines.stream().map(line -> line[0]).distinct()).hasSize(AFFILIATES);
        assertThat(lines.stream().map(line -> line[1]).distinct()).hasSize(AFFILIATES);
        assertThat(nets)
                .isEqualTo(LongStream.rangeClosed(1, AFFILIATES)
                        .map(number -> PayoutSeed.net((int) number))
                        .boxed()
                        .toList());
    }

    /// What stands in the bucket, by name.
    private Map<String, byte[]> files() throws IOException {
        Path buckets = data.resolve("files");
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(buckets)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (file.toString().contains("payouts/")) {
                    files.put(buckets.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
        }
        return files;
    }
}
