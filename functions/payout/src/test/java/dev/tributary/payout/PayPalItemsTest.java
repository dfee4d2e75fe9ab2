package dev.tributary.payout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.RunId;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.payout.PayoutResult.Status;
import dev.tributary.domain.payout.PayoutRun.State;
import dev.tributary.payout.PayPalDesk.Mood;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of payouts that PayPal has taken: each of its states is kept apart, and looked at until it
/// is the last one.
class PayPalItemsTest extends PayPalStory {
    /// PayPal's words for an item (`transaction_enum`), and ours.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # item        | batch      | becomes                                        | run
        SUCCESS       | SUCCESS    | paid - 0/0/0                                   | done
        FAILED        | SUCCESS    | failed RECEIVER_ACCOUNT_INVALID 1000/0/0       | done
        FAILED        | DENIED     | failed RECEIVER_ACCOUNT_INVALID 1000/0/0       | done
        DENIED        | DENIED     | failed batch_denied 1000/0/0                   | done
        RETURNED      | SUCCESS    | returned RETURNED 1000/0/0                     | done
        REFUNDED      | SUCCESS    | returned REFUNDED 1000/0/0                     | done
        REVERSED      | SUCCESS    | returned REVERSED 1000/0/0                     | done
        UNCLAIMED     | SUCCESS    | unclaimed - 0/1000/0                           | applying
        BLOCKED       | SUCCESS    | blocked_by_rail - 0/1000/0                     | applying
        ONHOLD        | SUCCESS    | submitted held 0/1000/0                        | applying
        PENDING       | PROCESSING | submitted - 0/1000/0                           | applying
        PENDING       | DENIED     | submitted - 0/1000/0                           | applying
        ABSENT        | PROCESSING | submitted - 0/1000/0                           | applying
        ABSENT        | SUCCESS    | submitted - 0/1000/0                           | applying
        ABSENT        | DENIED     | failed batch_denied 1000/0/0                   | done
        ABSENT        | CANCELED   | failed batch_denied 1000/0/0                   | done
        OTHER_AMOUNT  | SUCCESS    | submitted - 0/1000/0                           | applying
        NEVER_HEARD   | SUCCESS    | submitted - 0/1000/0                           | applying
        """)
    void item_isWhatPayPalSays(String item, String batch, String becomes, String ends) {
        payPal.statuses.put(address(1), item);
        payPal.batchStatus = batch;
        RunId run = paid("item", 1);
        treasury.tick();

        assertThat(state(run, 1)).isEqualTo(becomes);
        assertThat(treasury.run(run).state().text()).isEqualTo(ends);
        boolean noted = item.equals("OTHER_AMOUNT")
                || item.equals("NEVER_HEARD")
                || (item.equals("ABSENT") && batch.equals("SUCCESS"));
        assertThat(treasury.payout(run, 1).note().isPresent()).isEqualTo(noted);
        payPal.statuses.clear();
        payPal.batchStatus = "SUCCESS";
        later(Duration.ofHours(6));
        if (ends.equals("applying")) {
            assertThat(state(run, 1)).as("it is looked at again").isEqualTo("paid - 0/0/0");
            assertThat(treasury.run(run).state()).isEqualTo(State.DONE);
        } else {
            assertThat(state(run, 1)).isEqualTo(becomes);
        }
    }

    @Test
    void unclaimed_comesBack_andIsPaidAgain() {
        payPal.statuses.put(address(1), "UNCLAIMED");
        RunId run = paid("nobody", 1);
        treasury.tick();
        RunId early = treasury.begin("too early", "usr_maker");
        treasury.tick();
        assertThat(treasury.rows(early, 1))
                .as("money in flight is not paid twice")
                .isEmpty();
        payPal.statuses.put(address(1), "RETURNED");
        later(Duration.ofDays(30));

        assertThat(state(run, 1)).isEqualTo("returned RETURNED 1000/0/0");
        assertThat(treasury.causes(1)).containsExactly("ADJUST", "RESERVE", "SETTLE", "RETURN");
        payPal.statuses.clear();
        RunId next = treasury.submitted("again");
        treasury.tick();
        assertThat(state(next, 1)).isEqualTo("paid - 0/0/0");
    }

    /// Two minutes, then as long again as it has been out, six hours at most.
    @Test
    void looks_becomeRarer() {
        payPal.statuses.put(address(1), "PENDING");
        payPal.batchStatus = "PROCESSING";
        RunId run = paid("rarer", 1);
        IntStream.range(0, 60).forEach(minutes -> treasury.tick());
        long hours = payPal.calls.size() - 1;
        assertThat(hours).as("in two hours").isBetween(4L, 8L);
        for (int tick = 0; tick < 48; tick++) {
            later(Duration.ofMinutes(58));
        }
        assertThat(payPal.calls.size() - 1 - hours).as("in two days more").isBetween(6L, 12L);
        assertThat(treasury.run(run).state()).isEqualTo(State.APPLYING);
    }

    /// What nobody says for so long is a person's; and then a person's word counts.
    @Test
    void afterManyWeeks_aPersonFindsOut() {
        payPal.statuses.put(address(1), "ONHOLD");
        RunId run = paid("held", 1);
        treasury.tick();
        assertThat(treasury.deliver(treasury.results(run, Status.FAILED, 1)))
                .as("PayPal is asked still")
                .isFalse();
        assertThat(state(run, 1)).isEqualTo("submitted held 0/1000/0");
        later(PayPalItems.GIVES_UP);
        later(Duration.ofHours(7));

        assertThat(state(run, 1)).isEqualTo("unknown undecided 0/1000/0");
        assertThat(treasury.deliver(treasury.results(run, Status.FAILED, 1))).isTrue();
        treasury.tick();
        assertThat(treasury.balance(1)).isEqualTo("1000/0/0");
        assertThat(treasury.run(run).state()).isEqualTo(State.DONE);
    }

    @Test
    void silentLooks_changeNothing() {
        payPal.looks = Mood.SERVER_ERROR;
        RunId run = paid("silent", 1);
        treasury.tick();
        assertThat(state(run, 1)).isEqualTo("submitted - 0/1000/0");
        payPal.looks = Mood.ANSWERS;
        later(Duration.ofMinutes(6));
        assertThat(state(run, 1)).isEqualTo("paid - 0/0/0");
    }

    // ---- What comes by itself ----------------------------------------------------------------

    @Test
    void event_bringsTheNextLookForward_once() {
        payPal.statuses.put(address(1), "PENDING");
        RunId run = paid("woken", 1);
        IntStream.range(0, 30).forEach(minutes -> treasury.tick());
        int calls = payPal.calls.size();
        payPal.statuses.clear();
        for (int repeat = 0; repeat < 3; repeat++) {
            assertThat(treasury.deliver(event(run))).isTrue();
        }
        assertThat(payPal.calls).as("the event itself asks nothing").hasSize(calls);
        treasury.tick();

        assertThat(payPal.calls).hasSize(calls + 1);
        assertThat(state(run, 1)).isEqualTo("paid - 0/0/0");
    }

    @Test
    void refundOfADoneRun_isReturned_once() {
        RunId run = paid("refunded", 1);
        treasury.tick();
        assertThat(treasury.run(run).state()).isEqualTo(State.DONE);
        payPal.statuses.put(address(1), "REFUNDED");
        assertThat(treasury.deliver(event(run))).isTrue();
        assertThat(treasury.deliver(event(run))).isTrue();

        assertThat(state(run, 1)).isEqualTo("returned REFUNDED 1000/0/0");
        assertThat(treasury.causes(1)).containsExactly("ADJUST", "RESERVE", "SETTLE", "RETURN");
    }

    @Test
    void eventOfADoneRun_comesAgain_whilePayPalIsSilent() {
        RunId run = paid("silent", 1);
        treasury.tick();
        payPal.looks = Mood.SERVER_ERROR;
        assertThat(treasury.deliver(event(run))).isFalse();
    }

    @Test
    void eventOfWhatIsNotThere_changesNothing() {
        payPal.next(Mood.LOSES_REPLY);
        RunId run = paid("early", 1);
        assertThat(treasury.deliver(event(run))).isTrue();
        assertThat(treasury.deliver(new Transfer.BatchChanged("WH-2", run, 0, 9)))
                .isTrue();
        assertThat(state(run, 1)).isEqualTo("submitted timeout 0/1000/0");
    }

    @Test
    void wordAfterwards_thatContradicts_isNoted() {
        RunId run = paid("late word", 1);
        treasury.tick();
        payPal.statuses.put(address(1), "FAILED");
        treasury.deliver(event(run));
        assertThat(state(run, 1)).isEqualTo("paid - 0/0/0");
        assertThat(treasury.payout(run, 1).note()).contains("reported failed while paid");
    }
}
