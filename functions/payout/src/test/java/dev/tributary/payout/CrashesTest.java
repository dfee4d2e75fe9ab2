package dev.tributary.payout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.RunId;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.payout.PayoutFile;
import dev.tributary.domain.payout.PayoutResult.Status;
import dev.tributary.domain.payout.PayoutRun.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One life of three affiliates, from a day that is released to a run that is done, which dies at each of
/// its writes once: before it, or after it took effect. To die at a read is to die after the write before
/// it. However often it is delivered, it ends as the life in which nothing failed. The many lives have their
/// table in memory, those that are delivered again have it on DynamoDB Local: both end the same.
class CrashesTest {
    private static final int AFFILIATES = 3;
    private static final LocalDate DAY = LocalDate.parse("2026-12-03");
    /// The last one's money is back, so it is released, reserved, paid and returned.
    private static final Map<Integer, List<String>> ENTRIES = Map.of(
            1, List.of("ACCRUE", "RELEASE", "RESERVE", "SETTLE"),
            2, List.of("ACCRUE", "RELEASE", "RESERVE", "FAIL"),
            3, List.of("ACCRUE", "RELEASE", "RESERVE", "SETTLE", "RETURN"));

    /// How a life goes on: each message so many times.
    private record Life(Treasury treasury, Crash crash, int deliveries, PayoutHandler handler) {
        static Life of(Crash crash, int deliveries) {
            return of(Treasury.inMemory(AFFILIATES), crash, deliveries);
        }

        static Life of(Treasury treasury, Crash crash, int deliveries) {
            return new Life(treasury, crash, deliveries, treasury.handler(crash));
        }

        boolean deliver(Transfer transfer) {
            boolean acknowledged = true;
            for (int delivery = 0; delivery < deliveries; delivery++) {
                acknowledged = treasury.deliver(handler, transfer);
            }
            return acknowledged;
        }

        void tick(String job) {
            treasury.now = treasury.now.plus(Duration.ofMinutes(2));
            treasury.queue.clear();
            try {
                treasury.schedule(job, crash);
            } catch (RuntimeException crashed) {
                // The schedule fires again.
                assertThat(crash.fired()).isEqualTo(1);
            }
            List.copyOf(treasury.queue).forEach(this::deliver);
        }

        void until(Transfer transfer) {
            for (int delivery = 0; !deliver(transfer); delivery++) {
                assertThat(delivery).as("deliveries of %s", transfer).isLessThan(5);
            }
        }

        RunId live() {
            treasury.policy(Optional.empty(), Optional.empty());
            for (int affiliate = 1; affiliate <= AFFILIATES; affiliate++) {
                treasury.earn(affiliate, affiliate + "0.00", DAY);
            }
            treasury.now = DAY.atStartOfDay(Treasury.RIGA).toInstant();
            tick("release");
            tick("release");
            treasury.now = Treasury.PERIOD_END.atStartOfDay(Treasury.RIGA).toInstant();
            RunId run = treasury.weekly();
            for (int minute = 0; minute < 6 && !isPlanned(run); minute++) {
                tick("runs-due");
            }
            treasury.approve(run);
            for (int minute = 0; minute < 6 && !isWritten(run); minute++) {
                tick("runs-due");
            }
            until(treasury.results(run, Status.PAID, 1, 3));
            until(treasury.results(run, Status.FAILED, 2));
            until(treasury.results(run, Status.RETURNED, 3));
            for (int minute = 0; minute < 6 && treasury.run(run).state() != State.DONE; minute++) {
                tick("runs-due");
            }
            return run;
        }

        private boolean isPlanned(RunId run) {
            return treasury.stores
                    .runs()
                    .find(run)
                    .filter(read -> read.value().state() == State.PLANNED)
                    .isPresent();
        }

        /// Results are taken from then on.
        private boolean isWritten(RunId run) {
            return treasury.stores
                    .rows()
                    .file(new PayoutFile.Place(run, 1, 0, 1))
                    .filter(file -> file.value().written())
                    .isPresent();
        }

        long settled() {
            return IntStream.rangeClosed(1, AFFILIATES)
                    .mapToObj(treasury::causes)
                    .flatMap(List::stream)
                    .filter("SETTLE"::equals)
                    .count();
        }

        /// What is to be the same in each life.
        Map<String, String> outcome(RunId run) {
            Map<String, String> outcome = new TreeMap<>();
            outcome.put(
                    "state",
                    treasury.run(run).state() + " " + treasury.run(run).totals().gross());
            for (int affiliate = 1; affiliate <= AFFILIATES; affiliate++) {
                outcome.put(
                        "affiliate " + affiliate,
                        treasury.balance(affiliate) + " " + treasury.causes(affiliate) + " "
                                + treasury.payout(run, affiliate).state());
            }
            outcome.put("files", Integer.toString(treasury.files.size()));
            // Ids of runs follow from the program, which is another in each life.
            outcome.put(
                    "lines",
                    Long.toString(new String(treasury.files.get("payouts/" + run + "-0-1.csv"), StandardCharsets.UTF_8)
                            .lines()
                            .count()));
            return outcome;
        }
    }

    private static Map<String, String> outcome(Life life) {
        RunId run = life.live();
        Map<String, String> outcome = life.outcome(run);
        ENTRIES.forEach((affiliate, causes) -> assertThat(life.treasury.causes(affiliate))
                .as("affiliate %d", affiliate)
                .isEqualTo(causes));
        return outcome;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void crashAtEachWrite_endsAsIfNothingHadFailed(boolean before) {
        Crash none = Crash.never();
        Map<String, String> right = outcome(Life.of(none, 1));
        Map<String, Integer> fired = new TreeMap<>();
        long settled = 0;
        int files = 0;
        List<Integer> writes = none.writes();
        for (int call : writes) {
            Crash crash = new Crash(call, before);
            Life life = Life.of(crash, 1);
            Map<String, String> outcome = outcome(life);

            assertThat(outcome).as("crash at call %d, %s", call, crash.name()).isEqualTo(right);
            assertThat(crash.fired()).as("the crash at call %d", call).isEqualTo(1);
            fired.merge(crash.name(), 1, Integer::sum);
            settled += life.settled();
            files += life.treasury().files.size() / 2;
        }
        System.out.printf(
                "crashes %s each of %d writes: %s; files %d, settled entries %d, lives %d%n",
                before ? "before" : "after", writes.size(), fired, files, settled, writes.size());
        assertThat(writes).hasSizeGreaterThan(20);
        assertThat(files).isEqualTo(writes.size());
        assertThat(settled).isEqualTo(2L * writes.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void everyMessageDeliveredAgain_changesNothing(int deliveries) {
        Map<String, String> right = outcome(Life.of(Crash.never(), 1));
        Life life = Life.of(new Treasury(AFFILIATES), Crash.never(), deliveries);

        assertThat(outcome(life)).isEqualTo(right);
        System.out.printf(
                "each message %d times: files %d, settled entries %d%n",
                deliveries, life.treasury().files.size() / 2, life.settled());
    }
}
