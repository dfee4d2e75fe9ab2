package dev.tributary.payout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.PayoutId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.payout.PayoutRun.State;
import dev.tributary.payout.StripeDesk.Mood;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One life of three payouts at Stripe, from a plan to a run that is done, which dies at each of its calls,
/// to the table and to Stripe, once: before it, or after it took effect. However Stripe answers meanwhile,
/// one transfer is accepted for each payout, and the books say so.
class StripeCrashesTest {
    private static final int AFFILIATES = 3;
    private static final int MOST_TICKS = 40;

    private record Life(Treasury treasury, PayoutHandler handler, RunId run) {
        /// Found each minute by the schedule, and delivered as often as it fails.
        static Life of(Crash crash, Mood first) {
            Treasury treasury = Treasury.inMemory(AFFILIATES);
            treasury.stripeKey(StripeDesk.KEY);
            for (int affiliate = 1; affiliate <= AFFILIATES; affiliate++) {
                treasury.stripe(affiliate);
                treasury.earnAvailable(affiliate, affiliate + "0.00");
            }
            treasury.desk.next(first);
            RunId run = treasury.planned("crash");
            treasury.approve(run);
            Life life = new Life(treasury, treasury.handler(crash), run);
            for (int tick = 0; tick < MOST_TICKS && treasury.run(run).state() != State.DONE; tick++) {
                treasury.now = treasury.now.plus(Duration.ofMinutes(2));
                treasury.queue.clear();
                treasury.schedule("runs-due", Crash.never());
                for (Transfer transfer : List.copyOf(treasury.queue)) {
                    treasury.deliver(life.handler, transfer);
                }
            }
            return life;
        }

        Map<String, String> outcome() {
            Map<String, String> outcome = new TreeMap<>();
            outcome.put("run", treasury.run(run).state().text());
            for (int affiliate = 1; affiliate <= AFFILIATES; affiliate++) {
                PayoutId payout = treasury.payout(run, affiliate).id();
                outcome.put(
                        "affiliate " + affiliate,
                        treasury.balance(affiliate) + " " + treasury.causes(affiliate) + " "
                                + treasury.payout(run, affiliate).state() + " transfers "
                                + treasury.desk.transfersOf(payout) + " bodies "
                                + new HashSet<>(treasury.desk.bodies.getOrDefault(payout.toString(), List.of()))
                                        .size());
            }
            return outcome;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true, ANSWERS",
        "false, ANSWERS",
        "true, LOSES_REPLY",
        "false, LOSES_REPLY",
        "true, SERVER_ERROR",
        "false, SERVER_ERROR",
        "true, REFUSES_KEY",
        "false, REFUSES_KEY"
    })
    void crashAtEachCall_endsWithOneTransferPerPayout(boolean before, Mood first) {
        Crash none = Crash.never();
        Map<String, String> right = Life.of(none, first).outcome();
        for (int affiliate = 1; affiliate <= AFFILIATES; affiliate++) {
            assertThat(right)
                    .containsEntry(
                            "affiliate " + affiliate, "0/0/0 [ADJUST, RESERVE, SETTLE] PAID transfers 1 bodies 1");
        }
        assertThat(right).containsEntry("run", "done");
        List<Integer> calls = none.writes();
        List<String> stripe = new ArrayList<>();
        int transfers = 0;
        for (int call : calls) {
            Crash crash = new Crash(call, before);
            Life life = Life.of(crash, first);

            assertThat(life.outcome())
                    .as("crash at call %d, %s", call, crash.name())
                    .isEqualTo(right);
            assertThat(crash.fired()).as("the crash at call %d", call).isEqualTo(1);
            if (crash.name().equals("PostTransfer")) {
                stripe.add(crash.name());
            }
            transfers += life.treasury().desk.accepted.size();
        }
        System.out.printf(
                "stripe %s, crashes %s each of %d calls, %d of them to Stripe: transfers %d%n",
                first, before ? "before" : "after", calls.size(), stripe.size(), transfers);
        assertThat(stripe).hasSizeGreaterThanOrEqualTo(AFFILIATES);
        assertThat(transfers).isEqualTo(AFFILIATES * calls.size());
    }
}
