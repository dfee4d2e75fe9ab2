package dev.tributary.payout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.PayoutId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.payout.PayoutRun.State;
import dev.tributary.payout.PayPalDesk.Mood;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One life of three payouts at PayPal, from a plan to a run that is done, which dies at each of
/// its calls, to the table and to PayPal, once: before it, or after it took effect. However PayPal
/// answers meanwhile, it has taken each payout once, and the books say so.
class PayPalCrashesTest {
    private static final int AFFILIATES = 3;
    private static final int MOST_TICKS = 80;

    private record Life(Treasury treasury, RunId run) {
        /// Found each minute by the schedule, and delivered as often as it fails.
        static Life of(Crash crash, Mood first, String item) {
            Treasury treasury = Treasury.inMemory(AFFILIATES);
            treasury.payPalApp(PayPalDesk.APP);
            for (int affiliate = 1; affiliate <= AFFILIATES; affiliate++) {
                treasury.payPal(affiliate, "anna" + affiliate + "@example.com");
                treasury.earnAvailable(affiliate, affiliate + "0.00");
            }
            treasury.payPal.next(first);
            treasury.payPal.statuses.put("anna2@example.com", item);
            RunId run = treasury.planned("crash");
            treasury.approve(run);
            PayoutHandler handler = treasury.handler(crash);
            for (int tick = 0; tick < MOST_TICKS && treasury.run(run).state() != State.DONE; tick++) {
                treasury.now = treasury.now.plus(Duration.ofMinutes(2));
                treasury.queue.clear();
                treasury.schedule("runs-due", Crash.never());
                for (Transfer transfer : List.copyOf(treasury.queue)) {
                    treasury.deliver(handler, transfer);
                }
            }
            return new Life(treasury, run);
        }

        Map<String, String> outcome() {
            Map<String, String> outcome = new TreeMap<>();
            outcome.put("run", treasury.run(run).state().text());
            for (int affiliate = 1; affiliate <= AFFILIATES; affiliate++) {
                PayoutId payout = treasury.payout(run, affiliate).id();
                outcome.put(
                        "affiliate " + affiliate,
                        treasury.balance(affiliate) + " " + treasury.causes(affiliate) + " "
                                + treasury.payout(run, affiliate).state() + " taken "
                                + treasury.payPal.transfersOf(payout));
            }
            outcome.put(
                    "bodies of each batch",
                    treasury.payPal.bodies.values().stream()
                            .map(bodies -> new HashSet<>(bodies).size())
                            .toList()
                            .toString());
            return outcome;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true, ANSWERS, SUCCESS",
        "false, ANSWERS, SUCCESS",
        "true, ANSWERS, RETURNED",
        "false, ANSWERS, RETURNED",
        "true, LOSES_REPLY, SUCCESS",
        "false, LOSES_REPLY, SUCCESS",
        "true, LOSES_CALL, FAILED",
        "false, LOSES_CALL, FAILED",
        "true, NO_FUNDS, SUCCESS",
        "false, NO_FUNDS, SUCCESS"
    })
    void crashAtEachCall_endsWithOneTransferPerPayout(boolean before, Mood first, String item) {
        Crash none = Crash.never();
        Map<String, String> right = Life.of(none, first, item).outcome();
        assertThat(right)
                .containsEntry("run", "done")
                .containsEntry("bodies of each batch", "[1]")
                .containsEntry("affiliate 1", "0/0/0 [ADJUST, RESERVE, SETTLE] PAID taken 1")
                .containsEntry(
                        "affiliate 2",
                        switch (item) {
                            case "RETURNED" -> "2000/0/0 [ADJUST, RESERVE, SETTLE, RETURN] RETURNED taken 1";
                            case "FAILED" -> "2000/0/0 [ADJUST, RESERVE, FAIL] FAILED taken 1";
                            default -> "0/0/0 [ADJUST, RESERVE, SETTLE] PAID taken 1";
                        });
        List<Integer> calls = none.writes();
        List<String> sends = new ArrayList<>();
        long taken = 0;
        for (int call : calls) {
            Crash crash = new Crash(call, before);
            Life life = Life.of(crash, first, item);

            assertThat(life.outcome())
                    .as("crash at call %d, %s", call, crash.name())
                    .isEqualTo(right);
            assertThat(crash.fired()).as("the crash at call %d", call).isEqualTo(1);
            if (crash.name().equals("PostBatch")) {
                sends.add(crash.name());
            }
            taken += life.treasury().payPal.counted().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
        System.out.printf(
                "paypal %s, crashes %s each of %d calls, %d of them to PayPal: taken %d%n",
                first, before ? "before" : "after", calls.size(), sends.size(), taken);
        assertThat(sends).isNotEmpty();
        assertThat(taken).isEqualTo((long) AFFILIATES * calls.size());
    }

    /// A batch that is refused for one of its items moves nothing, wherever it dies: each is given
    /// back once, or waits for a person, since nobody knows whether an earlier call was taken.
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void crashAroundARefusal_movesNothing(boolean before) {
        Crash none = Crash.never();
        refused(none);
        for (int call : none.writes()) {
            Crash crash = new Crash(call, before);
            Treasury treasury = refused(crash);
            assertThat(treasury.payPal.accepted).isEmpty();
            for (int affiliate = 1; affiliate <= AFFILIATES; affiliate++) {
                assertThat(treasury.balance(affiliate) + " " + treasury.causes(affiliate))
                        .as("crash at call %d, %s", call, crash.name())
                        .isIn(
                                affiliate + "000/0/0 [ADJUST, RESERVE, FAIL]",
                                "0/" + affiliate + "000/0 [ADJUST, RESERVE]");
            }
        }
    }

    private static Treasury refused(Crash crash) {
        Treasury treasury = Treasury.inMemory(AFFILIATES);
        treasury.payPalApp(PayPalDesk.APP);
        for (int affiliate = 1; affiliate <= AFFILIATES; affiliate++) {
            treasury.payPal(affiliate, "anna" + affiliate + "@example.com");
            treasury.earnAvailable(affiliate, affiliate + "0.00");
        }
        treasury.payPal.malformed.add("anna2@example.com");
        RunId run = treasury.planned("refused");
        treasury.approve(run);
        PayoutHandler handler = treasury.handler(crash);
        for (int tick = 0; tick < 10; tick++) {
            treasury.now = treasury.now.plus(Duration.ofMinutes(2));
            treasury.queue.clear();
            treasury.schedule("runs-due", Crash.never());
            List.copyOf(treasury.queue).forEach(transfer -> treasury.deliver(handler, transfer));
        }
        return treasury;
    }
}
