package dev.tributary.payout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.RunId;
import dev.tributary.domain.payout.PayPalIds;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutFile;
import dev.tributary.domain.payout.PayoutResult.Status;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PayoutRun.State;
import dev.tributary.domain.payout.SentBatch;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.payout.PayPalDesk.Mood;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Payouts that go by one call for many: however PayPal answers, late, twice or not at all, each is
/// taken once at most, under one id and with one body; and what becomes of it is kept apart.
class PayPalRailTest extends PayPalStory {
    @Test
    void batch_isSent_lookedAt_andPosted() {
        RunId run = paid("paid", 1, 2);
        String batch = PayPalIds.batch(place(run, 1));
        List<Payout> payouts = new ArrayList<>(List.of(treasury.payout(run, 1), treasury.payout(run, 2)));
        payouts.sort(java.util.Comparator.comparing(payout -> payout.affiliate().toString()));

        assertThat(state(run, 1)).as("accepted is not paid").isEqualTo("submitted - 0/1000/0");
        assertThat(payPal.bodies.get(batch))
                .containsExactly("{\"sender_batch_header\":{\"sender_batch_id\":\"" + batch + "\"},\"items\":["
                        + item(payouts.getFirst()) + "," + item(payouts.getLast()) + "]}");
        assertThat(batch).hasSize(30);
        treasury.tick();

        assertThat(state(run, 1)).isEqualTo("paid - 0/0/0");
        assertThat(treasury.payout(run, 1).reference().orElseThrow()).startsWith("TX-");
        assertThat(treasury.causes(1)).containsExactly("ADJUST", "RESERVE", "SETTLE");
        assertThat(payouts.getFirst().submission().orElseThrow().key())
                .isEqualTo(payouts.getFirst().id().toString());
        assertThat(treasury.run(run).state()).isEqualTo(State.DONE);
        assertThat(payPal.calls).containsExactly("POST " + batch, "GET BATCH1");
        assertThat(sent(run)).isInstanceOfSatisfying(SentBatch.Accepted.class, accepted -> {
            assertThat(accepted.fees()).contains("0.25 EUR");
            assertThat(accepted.next()).isEmpty();
        });
        assertThat(treasury.files).as("a call is no file").isEmpty();
    }

    private String item(Payout payout) {
        int affiliate = IntStream.rangeClosed(1, 5)
                .filter(number -> treasury.market.affiliate(number).equals(payout.affiliate()))
                .findFirst()
                .orElseThrow();
        return "{\"recipient_type\":\"EMAIL\",\"amount\":{\"value\":\"10.00\",\"currency\":\"EUR\"},\"receiver\":\""
                + address(affiliate) + "\",\"sender_item_id\":\"" + payout.id() + "-"
                + PayPalIds.batch(new PayoutFile.Place(payout.place().run(), 1, 0, 1)) + "\"}";
    }

    @Test
    void withoutAnApp_nobodyIsPlanned() {
        Treasury other = Treasury.inMemory(1);
        other.payPal(1, address(1));
        other.earnAvailable(1, "10.00");
        RunId run = other.begin("none", "usr_maker");
        other.tick();

        assertThat(other.rows(run, 1)).containsEntry(1, "rail_unavailable");
    }

    @Test
    void otherRailsOfTheRun_goTheirWay() {
        treasury.stripeKey(StripeDesk.KEY);
        treasury.earnAvailable(2, "20.00");
        treasury.stripe(3);
        treasury.earnAvailable(3, "30.00");
        payPal.mood = Mood.NO_FUNDS;
        RunId run = paid("three", 1);

        assertThat(treasury.rows(run, 3)).isEqualTo(Map.of(1, "submitted 1000", 2, "submitted 2000", 3, "paid 3000"));
        assertThat(treasury.files)
                .as("the file of the other rail, and its manifest")
                .hasSize(2);
        assertThat(treasury.deliver(treasury.results(run, Status.PAID, 2))).isTrue();
        assertThat(treasury.rows(run, 3)).containsEntry(2, "paid 2000");
    }

    /// What a single answer makes of a batch, and what the next calls, made as often as needed,
    /// make of it.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # first call | waits | taken | calls | last word, or what it is then
        ANSWERS      | 2     | 1     | 1     | accepted
        NO_FUNDS     | 62    | 1     | 2     | INSUFFICIENT_FUNDS
        RESTRICTED   | 62    | 1     | 2     | SENDER_RESTRICTED
        REFUSES_APP  | 62    | 1     | 2     | credentials_refused
        TOO_MANY     | 6     | 1     | 2     | http_429
        SERVER_ERROR | 6     | 1     | 2     | http_500
        LOSES_CALL   | 6     | 1     | 2     | timeout
        LOSES_REPLY  | 6     | 1     | 2     | timeout
        """)
    void answer_decidesWhatBecomesOfABatch(Mood first, int minutes, int taken, int calls, String word) {
        payPal.next(first);
        RunId run = paid("table", 1);

        assertThat(state(run, 1))
                .as("nothing ends failed, and everybody sees why")
                .isEqualTo("submitted " + (first == Mood.ANSWERS ? "-" : word) + " 0/1000/0");
        assertThat(sent(run).toString()).containsIgnoringCase(word);
        treasury.tick();
        assertThat(posts()).as("not before its time").isEqualTo(1);
        later(Duration.ofMinutes(minutes));
        treasury.tick();
        assertThat(payPal.accepted).hasSize(taken);
        assertThat(posts()).isEqualTo(calls);
        assertThat(state(run, 1)).isEqualTo("paid - 0/0/0");
        assertThat(treasury.run(run).state()).isEqualTo(State.DONE);
    }

    // ---- All or nothing ---------------------------------------------------------------------

    @Test
    void malformedAddress_failsAlone_andTheOthersArePaidByTheNextRun() {
        payPal.malformed.add(address(2));
        RunId run = paid("invalid", 1, 2, 3);

        assertThat(state(run, 1)).isEqualTo("failed batch_refused 1000/0/0");
        assertThat(state(run, 2)).isEqualTo("failed VALIDATION_ERROR 1000/0/0");
        assertThat(state(run, 3)).isEqualTo("failed batch_refused 1000/0/0");
        assertThat(payPal.accepted).isEmpty();
        treasury.tick();
        assertThat(treasury.run(run).state()).isEqualTo(State.DONE);
        treasury.payPal(2, "anna.right@example.com");
        RunId next = treasury.submitted("next");
        treasury.tick();
        assertThat(treasury.rows(next, 3)).isEqualTo(Map.of(1, "paid 1000", 2, "paid 1000", 3, "paid 1000"));
    }

    /// The same body may have been taken before the rules changed: that it is refused now does not
    /// say so.
    @Test
    void refusalAfterALostCall_isForAPerson() {
        payPal.next(Mood.LOSES_REPLY);
        RunId run = paid("unclear", 1);
        payPal.malformed.add(address(1));
        later(Duration.ofMinutes(6));
        treasury.tick();

        assertThat(state(run, 1)).isEqualTo("unknown undecided 0/1000/0");
        assertThat(treasury.payout(run, 1).note().orElseThrow()).contains("may have taken before");
        assertThat(payPal.accepted).hasSize(1);
    }

    @Test
    void refusalAfterDefiniteNo_isBelieved() {
        payPal.next(Mood.NO_FUNDS, Mood.TOO_MANY);
        RunId run = paid("certain", 1);
        payPal.malformed.add(address(1));
        later(Duration.ofMinutes(62));
        later(Duration.ofMinutes(6));

        assertThat(posts()).isEqualTo(3);
        assertThat(state(run, 1)).isEqualTo("failed VALIDATION_ERROR 1000/0/0");
    }

    /// To whom something has arrived is not held up by a newcomer's wrong address.
    @Test
    void newcomers_haveABatchOfTheirOwn() {
        payPal.malformed.add(address(2));
        treasury.payPal(1, address(1));
        treasury.earnAvailable(1, "10.00");
        treasury.payPalForTheFirstTime(2, address(2));
        treasury.earnAvailable(2, "10.00");
        RunId run = treasury.submitted("newcomer");
        treasury.tick();

        assertThat(state(run, 1)).isEqualTo("paid - 0/0/0");
        assertThat(state(run, 2)).isEqualTo("failed VALIDATION_ERROR 1000/0/0");
    }

    // ---- Time, other apps, other people ------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"LOSES_CALL, 0", "LOSES_REPLY, 1"})
    void after25Days_isNeverSentAgain(Mood first, int taken) {
        payPal.next(first);
        RunId run = paid("late", 1);
        later(PayPalBatches.WINDOW);
        treasury.tick();

        assertThat(posts()).isEqualTo(1);
        assertThat(state(run, 1)).isEqualTo("unknown undecided 0/1000/0");
        assertThat(treasury.payout(run, 1).note().orElseThrow()).contains("too late");
        assertThat(payPal.accepted).hasSize(taken);
        assertThat(treasury.deliver(treasury.results(run, taken == 1 ? Status.PAID : Status.FAILED, 1)))
                .isTrue();
        treasury.tick();
        assertThat(treasury.run(run).state()).isEqualTo(State.DONE);
    }

    /// What was refused each time is not there.
    @Test
    void afterTwoDaysWithoutFunds_isSent() {
        payPal.mood = Mood.NO_FUNDS;
        RunId run = paid("poor", 1);
        later(Duration.ofDays(2));
        assertThat(state(run, 1)).isEqualTo("submitted INSUFFICIENT_FUNDS 0/1000/0");
        payPal.mood = Mood.ANSWERS;
        later(Duration.ofHours(2));
        treasury.tick();
        assertThat(state(run, 1)).isEqualTo("paid - 0/0/0");
    }

    @Test
    void anotherApp_isNotAskedForWhatTheFirstMayHavePaid() {
        payPal.next(Mood.LOSES_REPLY);
        RunId run = paid("moved", 1);
        treasury.payPalApp("AnotherApp0123456789");
        later(Duration.ofMinutes(6));
        treasury.tick();

        assertThat(state(run, 1)).isEqualTo("unknown undecided 0/1000/0");
        assertThat(treasury.payout(run, 1).note().orElseThrow()).contains("another app");
        assertThat(payPal.accepted).hasSize(1);
    }

    @Test
    void anotherApp_isAskedAtOnce_whenTheFirstWasRefused() {
        payPal.next(Mood.REFUSES_APP);
        RunId run = paid("rolled", 1);
        treasury.payPalApp("AnotherApp0123456789");
        treasury.tick();
        treasury.tick();

        assertThat(state(run, 1)).isEqualTo("paid - 0/0/0");
    }

    @Test
    void frozen_sendsNothing_andStillLooks() {
        treasury.payPal(1, address(1));
        treasury.earnAvailable(1, "10.00");
        payPal.next(Mood.NO_FUNDS);
        RunId run = treasury.submitted("frozen");
        treasury.frozen = true;
        later(Duration.ofHours(2));
        assertThat(posts()).isEqualTo(1);
        treasury.frozen = false;
        treasury.tick();
        assertThat(posts()).isEqualTo(2);
        treasury.frozen = true;
        treasury.tick();
        assertThat(state(run, 1)).as("that money has moved").isEqualTo("paid - 0/0/0");
    }

    @Test
    void banAndChangedMethod_areSeenBeforeTheBytesAreFixed() {
        for (int affiliate = 1; affiliate <= 3; affiliate++) {
            treasury.payPal(affiliate, address(affiliate));
            treasury.earnAvailable(affiliate, "10.00");
        }
        RunId run = treasury.planned("seen");
        treasury.approve(run);
        treasury.frozen = true;
        treasury.tick();
        treasury.frozen = false;
        treasury.ban(1);
        treasury.payPal(2, "thief@example.com");
        treasury.tick();
        treasury.tick();

        assertThat(treasury.balance(1)).isEqualTo("1000/0/0");
        assertThat(treasury.balance(2)).isEqualTo("1000/0/0");
        assertThat(state(run, 3)).isEqualTo("paid - 0/0/0");
        assertThat(payPal.bodies.toString()).doesNotContain("thief", address(1), address(2));
    }

    @Test
    void whoeverFindsALiveLease_leavesIt() {
        RunId run = paid("leased", 1);
        Versioned<PayoutFile> file = treasury.stores.rows().file(place(run, 1)).orElseThrow();
        SentBatch.Asked asked = new SentBatch.Asked(
                treasury.now, treasury.now.plus(Duration.ofMinutes(5)), "0123456789abcdef", false, "interrupted");
        treasury.stores.rows().replaceFile(file.with(file.value().sent(asked)));
        treasury.tick();

        assertThat(posts()).isEqualTo(1);
        assertThat(state(run, 1)).isEqualTo("submitted - 0/1000/0");
    }

    /// Whoever changes a row of what was fixed stops the run: the same id never has another body.
    @Test
    void otherRows_haltTheRun() {
        payPal.mood = Mood.NO_FUNDS;
        RunId run = paid("changed", 1, 2);
        Payout payout = treasury.payout(run, 1);
        Versioned<Payout> row = treasury.stores
                .rows()
                .find(payout.place())
                .map(found -> new Versioned<>((Payout) found.value(), found.version()))
                .orElseThrow();
        treasury.stores.rows().replace(row.with(payout.stopped(Payout.BANNED, treasury.now)));
        payPal.mood = Mood.ANSWERS;
        later(Duration.ofHours(2));

        assertThat(treasury.run(run).fault().orElseThrow()).contains("has other rows");
        assertThat(payPal.accepted).isEmpty();
    }

    // ---- Runs that were given up -------------------------------------------------------------

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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        NO_FUNDS    | failed run_abandoned 1000/0/0 | 0
        LOSES_CALL  | unknown undecided 0/1000/0    | 0
        LOSES_REPLY | unknown undecided 0/1000/0    | 1
        ANSWERS     | paid - 0/0/0                  | 1
        """)
    void abandonedRun_sendsNothing_andWaitsForWhatMayBeThere(Mood first, String becomes, int taken) {
        payPal.next(first);
        RunId run = paid("given up", 1);
        abandon(run);
        treasury.tick();
        later(Duration.ofHours(7));
        later(Duration.ofHours(7));

        assertThat(state(run, 1)).isEqualTo(becomes);
        assertThat(posts()).isEqualTo(1);
        assertThat(payPal.accepted).hasSize(taken);
    }

    /// The other rail is not kept waiting by an app that does not open.
    @Test
    void unreadableApp_stopsThisRailOnly() {
        treasury.stripeKey(StripeDesk.KEY);
        treasury.stripe(2);
        treasury.earnAvailable(2, "20.00");
        payPal.mood = Mood.NO_FUNDS;
        desk.mood = StripeDesk.Mood.TOO_MANY;
        RunId run = paid("unreadable", 1);
        treasury.payPalApp(
                PayPalDesk.APP,
                new KeyRing(List.of(new KeyRing.Key(
                        7, "another key another key another!".getBytes(StandardCharsets.UTF_8), Instant.EPOCH))));
        desk.mood = StripeDesk.Mood.ANSWERS;
        later(Duration.ofHours(2));

        assertThat(treasury.rows(run, 2)).isEqualTo(Map.of(1, "submitted 1000", 2, "paid 2000"));
        assertThat(posts()).isEqualTo(1);
        treasury.payPalApp(PayPalDesk.APP);
        payPal.mood = Mood.ANSWERS;
        treasury.tick();
        treasury.tick();
        assertThat(treasury.rows(run, 2)).isEqualTo(Map.of(1, "paid 1000", 2, "paid 2000"));
    }

    /// Whatever becomes of it: not in the table, on the queue, in a file, nor in a line of the log.
    @ParameterizedTest
    @EnumSource(Mood.class)
    void addressAndSecret_standNowhereInClear(Mood first) {
        PrintStream before = System.out;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            payPal.next(first);
            payPal.statuses.put(address(1), "NEVER_HEARD");
            payPal.statuses.put(address(2), "FAILED");
            RunId run = paid("sealed", 1, 2);
            for (int times = 0; times < 4; times++) {
                later(Duration.ofHours(7));
                treasury.deliver(event(run));
            }
            payPal.malformed.add(address(1));
            treasury.earnAvailable(2, "10.00");
            treasury.submitted("refused");
            treasury.tick();
        } finally {
            System.setOut(before);
        }
        String stored = treasury.table
                .client()
                .scan(scan -> scan.tableName(treasury.table.name()))
                .items()
                .toString();
        assertThat(stored).contains("\"sent\"".replace("\"", ""));
        assertThat(stored + log.toString(StandardCharsets.UTF_8) + treasury.queue + treasury.files)
                .doesNotContain("anna1", "anna2", PayPalDesk.APP, PayPalDesk.SECRET);
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("payout");
    }

    /// Refused for want of money, so that nothing of it is there: whoever was banned meanwhile, or has another address,
    /// is not paid when there is money, and the others are paid by the next run.
    @ParameterizedTest
    @CsvSource({"true, banned", "false, method_changed"})
    void whoIsStoppedAfterARefusal_isNotPaidByTheNextTry(boolean banned, String why) {
        payPal.mood = Mood.NO_FUNDS;
        RunId run = paid("stopped", 1, 2);
        assertThat(state(run, 1)).isEqualTo("submitted INSUFFICIENT_FUNDS 0/1000/0");

        if (banned) {
            treasury.ban(1);
        } else {
            treasury.payPal(1, "stolen@shop.example");
        }
        payPal.mood = Mood.ANSWERS;
        later(PayPalBatches.LONG_PAUSE);
        treasury.tick();

        assertThat(state(run, 1)).isEqualTo("failed " + why + " 1000/0/0");
        assertThat(state(run, 2)).isEqualTo("failed " + Payout.BATCH_REFUSED + " 1000/0/0");
        assertThat(payPal.accepted).isEmpty();
        assertThat(treasury.run(run).state()).isEqualTo(State.DONE);
    }

    /// Nobody puts money there: three days later all of it is available again, as with a plan that nobody approves.
    @Test
    void whatIsRefusedForThreeDays_isGivenBack() {
        payPal.mood = Mood.NO_FUNDS;
        RunId run = paid("never", 1);

        later(PayoutRun.EXPIRES_AFTER.minus(PayPalBatches.LONG_PAUSE));
        assertThat(state(run, 1)).isEqualTo("submitted INSUFFICIENT_FUNDS 0/1000/0");
        later(PayPalBatches.LONG_PAUSE);
        later(PayPalBatches.LONG_PAUSE);

        assertThat(state(run, 1)).isEqualTo("failed " + Payout.BATCH_REFUSED + " 1000/0/0");
        assertThat(treasury.run(run).state()).isEqualTo(State.DONE);
        assertThat(payPal.accepted).isEmpty();
    }

    /// It may be there: then it is asked for again, and nobody's money is given back for that.
    @Test
    void whoIsBannedAfterACallThatGotLost_isAskedForAgain() {
        payPal.next(Mood.LOSES_REPLY);
        RunId run = paid("lost", 1);
        treasury.ban(1);
        later(PayPalBatches.PAUSE);
        treasury.tick();
        treasury.tick();

        assertThat(state(run, 1)).startsWith("paid");
        assertThat(payPal.accepted).hasSize(1);
    }
}
