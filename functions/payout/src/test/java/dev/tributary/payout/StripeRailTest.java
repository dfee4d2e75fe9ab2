package dev.tributary.payout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.RunId;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutResult.Status;
import dev.tributary.domain.payout.PayoutRun.State;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.payout.StripeDesk.Mood;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Payouts that go by a call each: however Stripe answers, late, twice or not at all, at most one transfer
/// is accepted for each, under one key and with one body.
class StripeRailTest {
    private final Treasury treasury = Treasury.inMemory(5);
    private final StripeDesk desk = treasury.desk;

    @BeforeEach
    void account() {
        treasury.stripeKey(StripeDesk.KEY);
    }

    @AfterEach
    void eachPayout_hasOneBody_andOneTransferAtMost() {
        desk.bodies.forEach((payout, bodies) ->
                assertThat(Set.copyOf(bodies)).as("bodies of %s", payout).hasSize(1));
        assertThat(desk.accepted.stream().map(Stripe.Accepted::payout).toList()).doesNotHaveDuplicates();
    }

    private RunId paid(String decision, int... affiliates) {
        for (int affiliate : affiliates) {
            treasury.stripe(affiliate);
            treasury.earnAvailable(affiliate, "10.00");
        }
        return treasury.submitted(decision);
    }

    private void later(Duration time) {
        treasury.now = treasury.now.plus(time);
        treasury.tick();
    }

    private String state(RunId run, int affiliate) {
        Payout payout = treasury.payout(run, affiliate);
        return payout.state().text() + " " + payout.reason().orElse("-") + " " + treasury.balance(affiliate);
    }

    @Test
    void payout_isTransferred_andPosted() {
        RunId run = paid("paid", 1);

        Payout payout = treasury.payout(run, 1);
        assertThat(state(run, 1)).isEqualTo("paid - 0/0/0");
        assertThat(payout.reference()).contains("tr_1");
        assertThat(treasury.causes(1)).containsExactly("ADJUST", "RESERVE", "SETTLE");
        assertThat(desk.bodies)
                .containsOnly(Map.entry(
                        payout.id().toString(),
                        List.of("amount=1000&currency=eur&destination=acct_1&transfer_group=" + payout.id()
                                + "&metadata%5Bpayout_id%5D=" + payout.id() + "&metadata%5Brun_id%5D=" + run
                                + "&metadata%5Baffiliate_id%5D=" + payout.affiliate())));
        assertThat(payout.submission().orElseThrow().key())
                .isEqualTo(payout.id().toString());
        treasury.tick();
        assertThat(treasury.run(run).state()).isEqualTo(State.DONE);
        assertThat(desk.calls).hasSize(1);
        assertThat(treasury.files).isEmpty();
    }

    @Test
    void withoutAKey_nobodyIsPlanned() {
        Treasury other = Treasury.inMemory(1);
        other.stripe(1);
        other.earnAvailable(1, "10.00");
        RunId run = other.begin("none", "usr_maker");
        other.tick();

        assertThat(other.rows(run, 1)).containsEntry(1, "rail_unavailable");
    }

    @Test
    void otherRailsOfTheRun_goTheirWay() {
        treasury.earnAvailable(2, "20.00");
        RunId run = paid("both", 1);

        assertThat(treasury.rows(run, 2)).isEqualTo(Map.of(1, "paid 1000", 2, "submitted 2000"));
        assertThat(treasury.file(run)).as("a header and a line").hasSize(2);
        treasury.deliver(treasury.results(run, Status.PAID, 2));
        treasury.tick();
        assertThat(treasury.run(run).state()).isEqualTo(State.DONE);
    }

    /// What a single answer makes of a payout, and what the next calls, made as often as needed, make of it.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # first call    | then                             | transfers | in the end                      | calls
        INSUFFICIENT    | failed balance_insufficient 1000/0/0 | 0    | failed balance_insufficient 1000/0/0 | 1
        REFUSES_KEY     | submitted key_refused 0/1000/0   | 1         | paid - 0/0/0                    | 2
        TOO_MANY        | submitted http_429 0/1000/0      | 1         | paid - 0/0/0                    | 3
        BUSY            | submitted http_409 0/1000/0      | 1         | paid - 0/0/0                    | 3
        SERVER_ERROR    | unknown http_500 0/1000/0        | 1         | paid - 0/0/0                    | 3
        LOSES_CALL      | unknown timeout 0/1000/0         | 1         | paid - 0/0/0                    | 3
        LOSES_REPLY     | unknown timeout 0/1000/0         | 1         | paid - 0/0/0                    | 2
        """)
    void answer_decidesWhatBecomesOfAPayout(Mood first, String then, int transfers, String end, int calls) {
        desk.next(first);
        RunId run = paid("table", 1);

        assertThat(state(run, 1)).isEqualTo(then);
        later(Duration.ofMinutes(6));
        assertThat(state(run, 1)).isEqualTo(end);
        assertThat(desk.accepted).hasSize(transfers);
        assertThat(desk.calls).hasSize(calls);
        later(Duration.ofMinutes(6));
        assertThat(desk.calls).as("nothing more is asked").hasSize(calls);
        assertThat(treasury.run(run).state()).isEqualTo(State.DONE);
    }

    /// The reply was lost, and the list does not show it yet: the same key gives the same transfer.
    @Test
    void repeatWithTheSameKey_getsTheSameTransfer() {
        desk.next(Mood.LOSES_REPLY, Mood.LOSES_REPLY);
        RunId run = paid("same", 1);
        desk.account(StripeDesk.KEY, StripeDesk.KEY);
        List<Stripe.Accepted> hidden = List.copyOf(desk.accepted);
        desk.accepted.clear();
        later(Duration.ofMinutes(6));
        assertThat(state(run, 1)).isEqualTo("unknown timeout 0/1000/0");
        assertThat(desk.accepted).as("nothing new was made").isEmpty();
        desk.accepted.addAll(hidden);
        later(Duration.ofMinutes(6));

        assertThat(state(run, 1)).isEqualTo("paid - 0/0/0");
        assertThat(treasury.payout(run, 1).reference()).contains("tr_1");
    }

    @Test
    void anotherPauseIsKept_betweenCalls() {
        desk.mood = Mood.SERVER_ERROR;
        paid("pause", 1);
        IntStream.range(0, 4).forEach(minute -> treasury.tick());

        assertThat(desk.calls).as("first, and once more after five minutes").hasSize(3);
    }

    /// A day later the key is forgotten: another call would be another transfer.
    @Test
    void afterADay_isOnlyLookedUp() {
        desk.next(Mood.LOSES_CALL);
        RunId run = paid("late", 1, 2);
        assertThat(treasury.rows(run, 2)).containsEntry(2, "paid 1000");
        later(Duration.ofHours(23));

        assertThat(state(run, 1)).isEqualTo("unknown undecided 0/1000/0");
        assertThat(treasury.payout(run, 1).note().orElseThrow()).contains("too late");
        assertThat(desk.calls).hasSize(3).last().asString().startsWith("GET");
        later(Duration.ofHours(7));
        assertThat(desk.calls).as("a person finds out").hasSize(3);
        assertThat(treasury.run(run).state()).isEqualTo(State.APPLYING);

        assertThat(treasury.deliver(treasury.results(run, Status.FAILED, 1))).isTrue();
        treasury.tick();
        assertThat(treasury.balance(1)).isEqualTo("1000/0/0");
        assertThat(treasury.run(run).state()).isEqualTo(State.DONE);
    }

    @Test
    void afterADay_whatIsFoundIsPaid() {
        desk.next(Mood.LOSES_REPLY);
        RunId run = paid("late", 1);
        later(Duration.ofHours(30));

        assertThat(state(run, 1)).isEqualTo("paid - 0/0/0");
        assertThat(desk.accepted).hasSize(1);
    }

    /// What a person calls failed could be paid by the next call.
    @Test
    void whileStripeIsAsked_nobodyElsesWordCounts() {
        desk.next(Mood.LOSES_CALL);
        RunId run = paid("early", 1);

        assertThat(treasury.deliver(treasury.results(run, Status.FAILED, 1))).isFalse();
        assertThat(treasury.deliver(treasury.results(run, Status.PAID, 1))).isFalse();
        assertThat(state(run, 1)).isEqualTo("unknown timeout 0/1000/0");
    }

    @Test
    void refusedKey_stopsTheRail_untilThereIsAnother() {
        desk.mood = Mood.REFUSES_KEY;
        RunId run = paid("refused", 1, 2, 3);
        later(Duration.ofMinutes(6));

        assertThat(treasury.rows(run, 3).values())
                .containsOnlyOnce("submitted 1000")
                .contains("reserved 1000");
        assertThat(desk.calls).as("one payout asks, and asks again").hasSize(2);
        desk.mood = Mood.ANSWERS;
        treasury.stripeKey("sk_test_another5678");
        treasury.tick();
        assertThat(treasury.rows(run, 3)).isEqualTo(Map.of(1, "paid 1000", 2, "paid 1000", 3, "paid 1000"));
    }

    /// The other key may be another account's, which knows nothing of what the first one was asked.
    @Test
    void anotherAccount_isNotAskedForWhatTheFirstMayHavePaid() {
        desk.next(Mood.LOSES_REPLY);
        RunId run = paid("moved", 1);
        treasury.stripeKey("sk_test_another5678");
        later(Duration.ofMinutes(6));

        assertThat(state(run, 1)).isEqualTo("unknown undecided 0/1000/0");
        assertThat(treasury.payout(run, 1).note().orElseThrow()).contains("another key");
        assertThat(desk.accepted).hasSize(1);
    }

    @Test
    void anotherKeyOfTheSameAccount_findsWhatThereIs() {
        desk.account("sk_test_another5678", StripeDesk.KEY);
        desk.next(Mood.LOSES_REPLY);
        RunId run = paid("rolled", 1);
        treasury.stripeKey("sk_test_another5678");
        later(Duration.ofMinutes(6));

        assertThat(state(run, 1)).isEqualTo("paid - 0/0/0");
    }

    @Test
    void silence_keepsTheRestReserved() {
        desk.mood = Mood.LOSES_CALL;
        RunId run = paid("silent", 1, 2, 3, 4, 5);

        assertThat(treasury.rows(run, 5).values())
                .filteredOn("unknown 1000"::equals)
                .hasSize(3);
        assertThat(treasury.rows(run, 5).values())
                .filteredOn("reserved 1000"::equals)
                .hasSize(2);
        desk.mood = Mood.ANSWERS;
        later(Duration.ofMinutes(6));
        assertThat(treasury.rows(run, 5).values()).containsOnly("paid 1000");
    }

    @Test
    void frozen_asksNothing() {
        treasury.stripe(1);
        treasury.earnAvailable(1, "10.00");
        RunId run = treasury.planned("frozen");
        treasury.approve(run);
        desk.during = () -> treasury.frozen = true;
        treasury.stripe(2);
        treasury.tick();
        assertThat(state(run, 1)).as("it had been asked").isEqualTo("paid - 0/0/0");

        desk.during = () -> {};
        treasury.frozen = false;
        desk.next(Mood.LOSES_CALL);
        RunId second = paid("second", 2);
        treasury.frozen = true;
        later(Duration.ofMinutes(6));
        assertThat(state(second, 2)).isEqualTo("unknown timeout 0/1000/0");
        int calls = desk.calls.size();
        treasury.tick();
        assertThat(desk.calls).hasSize(calls);
        treasury.frozen = false;
        treasury.tick();
        assertThat(state(second, 2)).isEqualTo("paid - 0/0/0");
    }

    @Test
    void banAndChangedMethod_areSeenBeforeTheCall() {
        for (int affiliate = 1; affiliate <= 2; affiliate++) {
            treasury.stripe(affiliate);
            treasury.earnAvailable(affiliate, "10.00");
        }
        RunId run = treasury.planned("seen");
        treasury.approve(run);
        // The first call is of another payout: both are reserved by then.
        treasury.stripe(3);
        desk.mood = Mood.REFUSES_KEY;
        treasury.tick();
        treasury.ban(1);
        treasury.stripe(2);
        desk.mood = Mood.ANSWERS;
        later(Duration.ofMinutes(6));

        assertThat(state(run, 1)).isEqualTo("failed banned 1000/0/0");
        assertThat(state(run, 2)).isEqualTo("failed method_changed 1000/0/0");
        assertThat(desk.accepted).isEmpty();
        assertThat(treasury.run(run).state()).isEqualTo(State.DONE);
    }

    /// Whoever finds it under a live lease leaves it.
    @Test
    void leased_isLeftAlone_thenLookedUp() {
        desk.next(Mood.LOSES_CALL);
        RunId run = paid("leased", 1);
        Versioned<Payout> row = row(run);
        Payout asked = row.value().putOff("http_429", treasury.now.plus(StripeTransfers.LEASE.multipliedBy(3)));
        treasury.stores.rows().replace(row.with(asked));
        treasury.tick();
        assertThat(desk.calls).hasSize(1);
        later(Duration.ofMinutes(6));

        assertThat(desk.calls).hasSize(3);
        assertThat(desk.calls.get(1)).startsWith("GET");
        assertThat(state(run, 1)).isEqualTo("paid - 0/0/0");
    }

    private Versioned<Payout> row(RunId run) {
        return treasury.stores
                .rows()
                .find(treasury.payout(run, 1).place())
                .map(found -> new Versioned<>((Payout) found.value(), found.version()))
                .orElseThrow();
    }

    @Test
    void strangeTransferInTheGroup_isForAPerson() {
        desk.next(Mood.LOSES_CALL);
        RunId run = paid("strange", 1);
        Payout payout = treasury.payout(run, 1);
        desk.next(Mood.LOSES_REPLY);
        later(Duration.ofMinutes(6));
        desk.accepted.replaceAll(
                transfer -> new Stripe.Accepted(transfer.id(), 7, "eur", transfer.destination(), transfer.payout(), 0));
        later(Duration.ofMinutes(6));

        assertThat(state(run, 1)).isEqualTo("unknown undecided 0/1000/0");
        assertThat(desk.transfersOf(payout.id())).isEqualTo(1);
    }

    // ---- What comes back --------------------------------------------------------------------

    private Transfer reversed(RunId run, String reference, boolean whole) {
        Payout payout = treasury.payout(run, 1);
        return new Transfer.TransferReversed("evt_1", run, payout.affiliate(), payout.id(), reference, whole);
    }

    @Test
    void reversal_givesItBackOnce() {
        RunId run = paid("back", 1);
        assertThat(treasury.deliver(reversed(run, "tr_1", true))).isTrue();
        assertThat(treasury.deliver(reversed(run, "tr_1", true))).isTrue();

        assertThat(state(run, 1)).isEqualTo("returned transfer_reversed 1000/0/0");
        assertThat(treasury.causes(1)).containsExactly("ADJUST", "RESERVE", "SETTLE", "RETURN");
        RunId next = treasury.submitted("next");
        assertThat(state(next, 1)).isEqualTo("paid - 0/0/0");
    }

    /// The event was faster than what we asked: what it says holds, and the answer changes nothing.
    @Test
    void reversalBeforeTheAnswer_isPaidAndReturned() {
        desk.next(Mood.LOSES_REPLY);
        RunId run = paid("fast", 1);
        assertThat(treasury.deliver(reversed(run, "tr_1", true))).isTrue();
        later(Duration.ofMinutes(6));

        assertThat(state(run, 1)).isEqualTo("returned transfer_reversed 1000/0/0");
        assertThat(treasury.causes(1)).containsExactly("ADJUST", "RESERVE", "SETTLE", "RETURN");
    }

    @Test
    void reversalThatIsFoundByLookUp_isReturned() {
        desk.next(Mood.LOSES_REPLY);
        RunId run = paid("found", 1);
        desk.reverse(treasury.payout(run, 1).id(), 1000);
        later(Duration.ofMinutes(6));

        assertThat(state(run, 1)).isEqualTo("returned transfer_reversed 1000/0/0");
    }

    @Test
    void partOfIt_orAnotherTransfer_isForAPerson() {
        RunId run = paid("part", 1);
        treasury.deliver(reversed(run, "tr_1", false));
        assertThat(state(run, 1)).isEqualTo("paid - 0/0/0");
        assertThat(treasury.payout(run, 1).note()).contains("reversed in part: tr_1");

        treasury.deliver(reversed(run, "tr_99", true));
        assertThat(state(run, 1)).isEqualTo("paid - 0/0/0");
        treasury.deliver(reversed(run, "tr_1", true));
        assertThat(state(run, 1)).isEqualTo("returned transfer_reversed 1000/0/0");
    }

    @Test
    void reversalOfWhatNeverWasAsked_isNoted() {
        desk.next(Mood.INSUFFICIENT);
        RunId run = paid("never", 1);
        treasury.deliver(reversed(run, "tr_1", true));

        assertThat(state(run, 1)).isEqualTo("failed balance_insufficient 1000/0/0");
        assertThat(treasury.payout(run, 1).note()).contains("reported returned while failed");
    }

    // ---- Runs that were given up ------------------------------------------------------------

    private void abandon(RunId run) {
        treasury.stores
                .runs()
                .find(run)
                .ifPresent(read ->
                        treasury.stores.runs().replace(read.with(read.value().halt("found by a person"))));
        treasury.stores
                .runs()
                .find(run)
                .ifPresent(read -> treasury.stores
                        .runs()
                        .replace(read.with(
                                read.value().abandon("usr_boss", treasury.now).orElseThrow())));
    }

    @Test
    void abandonedRun_givesBackWhatWasNeverTaken_andWaitsForTheRest() {
        desk.next(Mood.LOSES_REPLY, Mood.LOSES_CALL, Mood.REFUSES_KEY);
        RunId run = paid("given up", 1, 2, 3, 4);
        abandon(run);
        treasury.tick();
        assertThat(treasury.rows(run, 4).values())
                .filteredOn("failed 1000"::equals)
                .as("one that was refused with the key, one that was never asked")
                .hasSize(2);
        assertThat(treasury.rows(run, 4).values())
                .filteredOn("unknown 1000"::equals)
                .hasSize(2);
        later(Duration.ofHours(7));
        assertThat(treasury.rows(run, 4).values())
                .filteredOn("paid 1000"::equals)
                .hasSize(1);
        later(Duration.ofHours(24));

        assertThat(treasury.rows(run, 4).values())
                .filteredOn("unknown 1000"::equals)
                .as("Stripe has not said no")
                .hasSize(1);
        assertThat(desk.accepted).hasSize(1);
        assertThat(desk.calls.stream().filter(call -> call.startsWith("POST"))).hasSize(3);
    }
}
