package dev.tributary.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.id.RunId;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutResult.Status;
import dev.tributary.domain.payout.PayoutRun.State;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.edge.PayoutKeys;
import dev.tributary.payout.StripeDesk.Mood;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What entries, balances, payouts, files and Stripe say of a run, compared after it is done: whatever does
/// not fit freezes all payouts, and what fits does not.
class ReconcileTest {
    private static final int CSV_PAID = 1;
    private static final int CSV_FAILED = 2;
    private static final int CSV_RETURNED = 3;
    private static final int STRIPE_PAID = 4;
    private static final int PAYPAL_PAID = 5;
    private static final String AT_PAYPAL = "five@shop.example";

    private final Treasury treasury = Treasury.inMemory(5);

    private RunId done() {
        treasury.stripeKey(StripeDesk.KEY);
        treasury.stripe(STRIPE_PAID);
        treasury.payPalApp(PayPalDesk.APP);
        treasury.payPal(PAYPAL_PAID, AT_PAYPAL);
        for (int affiliate : List.of(CSV_PAID, CSV_FAILED, CSV_RETURNED, STRIPE_PAID, PAYPAL_PAID)) {
            treasury.earnAvailable(affiliate, affiliate + "0.00");
        }
        RunId run = treasury.submitted("books");
        treasury.deliver(treasury.results(run, Status.PAID, CSV_PAID, CSV_RETURNED));
        treasury.deliver(treasury.results(run, Status.FAILED, CSV_FAILED));
        treasury.deliver(treasury.results(run, Status.RETURNED, CSV_RETURNED));
        for (int minute = 0; minute < 20 && treasury.run(run).state() != State.DONE; minute++) {
            treasury.tick();
        }
        assertThat(treasury.run(run).state()).isEqualTo(State.DONE);
        return run;
    }

    /// @return whether all of it was acknowledged
    private boolean compared(Duration later) {
        treasury.now = treasury.now.plus(later);
        treasury.queue.clear();
        treasury.schedule("runs-due", Crash.never());
        return delivered();
    }

    private boolean delivered() {
        assertThat(treasury.queue).hasAtLeastOneElementOfType(Transfer.ReconcileFiles.class);
        boolean all = true;
        for (Transfer transfer : List.copyOf(treasury.queue)) {
            all &= treasury.deliver(transfer);
        }
        return all;
    }

    @Test
    void doneRun_isComparedAfterAnHour_twoDays_nineAnd37_andAgrees() {
        RunId run = done();
        treasury.earnAvailable(CSV_PAID, "3.00");

        for (Duration later :
                List.of(Duration.ofHours(1), Duration.ofDays(2), Duration.ofDays(7), Duration.ofDays(28))) {
            assertThat(compared(later)).as("after %s", later).isTrue();
            assertThat(treasury.queue)
                    .as("after %s", later)
                    .hasOnlyElementsOfTypes(Transfer.ReconcileFiles.class, Transfer.ReconcilePayouts.class);
            assertThat(treasury.reasons).isEmpty();
        }

        assertThat(treasury.run(run).due()).isEmpty();
        treasury.tick();
        assertThat(treasury.queue).isEmpty();
    }

    /// What came to be after the last comparison is looked at by hand.
    @Test
    void runsOfTheBucket_areComparedByHand() {
        done();
        compared(Duration.ofDays(50));

        treasury.schedule("reconcile", Crash.never());

        assertThat(compared(Duration.ofMinutes(1))).isTrue();
        assertThat(treasury.queue)
                .hasOnlyElementsOfTypes(Transfer.ReconcileFiles.class, Transfer.ReconcilePayouts.class)
                .hasSize(2);
    }

    /// A run that put no file is named; and what a person has seen is not compared again.
    @Test
    void oneRun_isComparedByItsName_untilAPersonHasSeenWhy() {
        RunId run = done();
        new Mend(treasury, run)
                .set(new Mend(treasury, run).account(CSV_PAID), Keys.SOLE, "held", AttributeValue.fromN("1"));
        assertThat(compared(Duration.ofDays(50))).isFalse();

        assertThat(treasury.schedule(Map.of("job", "reconcile", "run_id", run.toString())))
                .containsEntry("sent", 0);
        assertThat(compared(Duration.ofMinutes(1))).isFalse();
        treasury.schedule(Map.of("job", "reconcile", "run_id", run.toString()));
        assertThat(treasury.schedule(Map.of("job", "difference-seen", "run_id", run.toString())))
                .containsEntry("seen", 1);
        treasury.queue.clear();
        treasury.schedule("runs-due", Crash.never());
        assertThat(treasury.queue).isEmpty();
        assertThatThrownBy(() -> treasury.schedule(Map.of("job", "difference-seen")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> treasury.schedule(Map.of("job", "reconcile", "run_id", "run_1")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// What is paid comes first, and one run whose rows cannot be read keeps nobody waiting.
    @Test
    void runWhoseRowsCannotBeRead_keepsNoOtherOneWaiting() {
        RunId damaged = done();
        Mend mend = new Mend(treasury, damaged);
        mend.set(mend.rows(), mend.affiliate(CSV_PAID), "state", AttributeValue.fromS("nonsense"));
        treasury.earnAvailable(CSV_PAID, "7.00");
        RunId next = treasury.begin("next", "usr_maker");
        treasury.now = treasury.now.plus(Duration.ofHours(1));
        treasury.queue.clear();

        assertThatThrownBy(() -> treasury.schedule("runs-due", Crash.never())).isInstanceOf(RuntimeException.class);

        assertThat(treasury.queue)
                .anySatisfy(transfer -> assertThat(transfer)
                        .isInstanceOfSatisfying(
                                Transfer.RunDue.class,
                                due -> assertThat(due.run()).isEqualTo(next)));
        assertThat(treasury.reasons).isEmpty();
    }

    /// Of an account that was paid before what is paid out was counted.
    @Test
    void accountThatKnowsLessOfWhatIsPaidOut_isNoDifference() {
        RunId run = done();
        Mend mend = new Mend(treasury, run);
        mend.set(mend.account(CSV_PAID), Keys.SOLE, "paid_out", AttributeValue.fromN("0"));

        assertThat(compared(Duration.ofHours(1))).isTrue();
    }

    /// A person knows that Stripe has paid it, and not by which transfer.
    @Test
    void paidWithoutAReference_isNoDifference() {
        RunId run = done();
        Mend mend = new Mend(treasury, run);
        mend.remove(mend.rows(), mend.affiliate(STRIPE_PAID), "reference");

        assertThat(compared(Duration.ofHours(1))).isTrue();
    }

    private record Mend(Treasury treasury, RunId run) {
        private void set(String pk, String sk, String name, AttributeValue value) {
            treasury.table
                    .client()
                    .updateItem(update -> update.tableName(treasury.table.name())
                            .key(key(pk, sk))
                            .updateExpression("SET #name = :value")
                            .expressionAttributeNames(Map.of("#name", name))
                            .expressionAttributeValues(Map.of(":value", value)));
        }

        private void remove(String pk, String sk, String name) {
            treasury.table
                    .client()
                    .updateItem(update -> update.tableName(treasury.table.name())
                            .key(key(pk, sk))
                            .updateExpression("REMOVE #name")
                            .expressionAttributeNames(Map.of("#name", name)));
        }

        private void delete(String pk, String sk) {
            treasury.table
                    .client()
                    .deleteItem(
                            delete -> delete.tableName(treasury.table.name()).key(key(pk, sk)));
        }

        private static Map<String, AttributeValue> key(String pk, String sk) {
            return Map.of(Keys.PK, AttributeValue.fromS(pk), Keys.SK, AttributeValue.fromS(sk));
        }

        String account(int affiliate) {
            return Keys.account(treasury.market.account(affiliate));
        }

        String rows() {
            return PayoutKeys.payoutRows(run, 1, 0);
        }

        String affiliate(int affiliate) {
            return treasury.market.affiliate(affiliate).toString();
        }

        String file() {
            return treasury.files.keySet().iterator().next();
        }
    }

    private static Arguments row(String what, BiConsumer<Mend, RunId> tamper) {
        return Arguments.of(what, tamper);
    }

    static Stream<Arguments> differences() {
        return Stream.of(
                row(
                        "available of the account",
                        (mend, run) -> mend.set(
                                mend.account(CSV_FAILED), Keys.SOLE, "available", AttributeValue.fromN("2001"))),
                row(
                        "in_flight of the account",
                        (mend, run) ->
                                mend.set(mend.account(CSV_PAID), Keys.SOLE, "in_flight", AttributeValue.fromN("1"))),
                row(
                        "paid_out of the account",
                        (mend, run) ->
                                mend.set(mend.account(CSV_PAID), Keys.SOLE, "paid_out", AttributeValue.fromN("1001"))),
                row("version of the account", (mend, run) -> mend.delete(mend.account(CSV_PAID), Keys.entry(3))),
                row(
                        "does not follow the one before it",
                        (mend, run) -> mend.delete(mend.account(CSV_PAID), Keys.entry(2))),
                row("account is gone", (mend, run) -> mend.delete(mend.account(CSV_PAID), Keys.SOLE)),
                row(
                        "it is failed, and has an entry settle",
                        (mend, run) -> mend.set(
                                mend.rows(), mend.affiliate(CSV_PAID), "state", AttributeValue.fromS("failed"))),
                row(
                        "it is paid without an entry settle",
                        (mend, run) -> mend.set(
                                mend.rows(), mend.affiliate(CSV_FAILED), "state", AttributeValue.fromS("paid"))),
                row(
                        "it is paid, and has an entry return",
                        (mend, run) -> mend.set(
                                mend.rows(), mend.affiliate(CSV_RETURNED), "state", AttributeValue.fromS("paid"))),
                row(
                        "names a file that does not name it",
                        (mend, run) ->
                                mend.set(mend.rows(), mend.affiliate(CSV_PAID), "file", AttributeValue.fromN("2"))),
                row(
                        "has other bytes than were fixed",
                        (mend, run) -> mend.treasury().files.put(mend.file(), "x".getBytes(StandardCharsets.UTF_8))),
                row(
                        "was written, and is not there",
                        (mend, run) -> mend.treasury().files.remove(mend.file())),
                row("no manifest", (mend, run) -> mend.treasury().files.remove(mend.file() + ".sha256")),
                row(
                        "the table does not know it",
                        (mend, run) -> mend.treasury().files.put("payouts/" + run + "-0-2.csv", new byte[0])),
                row("the table does not know it", (mend, run) -> mend.delete(mend.rows(), PayoutKeys.payoutFile(1))),
                row(
                        "other transfers of it",
                        (mend, run) -> mend.treasury().desk.accepted.clear()),
                row(
                        "other transfers of it",
                        (mend, run) -> mend.treasury()
                                .desk
                                .change(transfer -> new Stripe.Accepted(
                                        transfer.id(), 3_999, "eur", transfer.destination(), transfer.payout(), 0))),
                row(
                        "another transfer of it",
                        (mend, run) -> mend.treasury()
                                .desk
                                .change(transfer -> new Stripe.Accepted(
                                        "tr_9", 4_000, "eur", transfer.destination(), transfer.payout(), 0))));
    }

    @ParameterizedTest
    @MethodSource("differences")
    void difference_freezesPayouts_andItsMessageFails(String what, BiConsumer<Mend, RunId> tamper) {
        RunId run = done();

        tamper.accept(new Mend(treasury, run), run);

        assertThat(compared(Duration.ofHours(1))).isFalse();
        assertThat(treasury.frozen).isTrue();
        assertThat(treasury.reasons).anySatisfy(why -> assertThat(why).contains(what));
        assertThat(treasury.reasons).noneSatisfy(why -> assertThat(why).containsPattern("[0-9]+\\.[0-9]{2}"));
    }

    /// Of a reversal PayPal sends no event, and Stripe's may have been lost.
    @Test
    void whatCameBackWithoutAnEvent_isPosted_andIsNoDifference() {
        RunId run = done();
        treasury.desk.change(transfer ->
                new Stripe.Accepted(transfer.id(), 4_000, "eur", transfer.destination(), transfer.payout(), 4_000));
        treasury.payPal.statuses.put(AT_PAYPAL, "REVERSED");

        assertThat(compared(Duration.ofHours(1))).isTrue();

        assertThat(treasury.reasons).isEmpty();
        assertThat(treasury.payout(run, STRIPE_PAID).state()).isEqualTo(Payout.State.RETURNED);
        assertThat(treasury.payout(run, PAYPAL_PAID).state()).isEqualTo(Payout.State.RETURNED);
        assertThat(treasury.balance(STRIPE_PAID)).isEqualTo("4000/0/0");
        assertThat(treasury.balance(PAYPAL_PAID)).isEqualTo("5000/0/0");
        assertThat(delivered()).isTrue();
        assertThat(treasury.causes(PAYPAL_PAID)).filteredOn("RETURN"::equals).hasSize(1);
    }

    /// As a restore leaves it: the bank has a file of a run that the table has not begun.
    @Test
    void fileOfARunThatTheTableDoesNotKnow_freezesPayouts() {
        RunId run = done();
        new Mend(treasury, run).delete(PayoutKeys.payoutRun(run), Keys.SOLE);

        treasury.queue.clear();
        treasury.schedule("reconcile", Crash.never());

        assertThat(delivered()).isFalse();
        assertThat(treasury.reasons).singleElement().asString().contains("does not know");
    }

    /// Payouts are frozen by one that differs, and the others are compared all the same.
    @Test
    void everyDifferenceOfAMessage_isFound() {
        RunId run = done();
        Mend mend = new Mend(treasury, run);
        mend.set(mend.account(CSV_PAID), Keys.SOLE, "held", AttributeValue.fromN("1"));
        mend.set(mend.account(CSV_RETURNED), Keys.SOLE, "held", AttributeValue.fromN("1"));

        compared(Duration.ofHours(1));

        assertThat(treasury.reasons).hasSize(2);
    }

    /// An order that comes between two reads is no difference.
    @Test
    void whatIsPostedMeanwhile_isReadAgain() {
        done();
        treasury.desk.whileSearched = () -> {
            treasury.desk.whileSearched = () -> {};
            treasury.earnAvailable(STRIPE_PAID, "1.00");
        };

        assertThat(compared(Duration.ofHours(1))).isTrue();
        assertThat(treasury.desk.calls.stream().filter(call -> call.startsWith("GET")))
                .hasSize(2);
        assertThat(treasury.reasons).isEmpty();
    }

    /// Who writes each time is compared when the message comes again; nothing is frozen for it.
    @Test
    void whatIsPostedEachTime_isComparedLater() {
        done();
        treasury.desk.whileSearched = () -> treasury.earnAvailable(STRIPE_PAID, "1.00");

        assertThat(compared(Duration.ofHours(1))).isFalse();
        assertThat(treasury.reasons).isEmpty();
    }

    @Test
    void railOrBucketThatDoesNotAnswer_isAskedAgain_andIsNoDifference() {
        done();
        treasury.desk.searches = Mood.TOO_MANY;
        assertThat(compared(Duration.ofHours(1))).isFalse();
        treasury.desk.searches = Mood.ANSWERS;
        treasury.payPal.looks = PayPalDesk.Mood.SERVER_ERROR;
        assertThat(delivered()).isFalse();
        treasury.payPal.looks = PayPalDesk.Mood.ANSWERS;
        treasury.bucketDown = true;
        assertThat(delivered()).isFalse();

        treasury.bucketDown = false;
        assertThat(delivered()).isTrue();
        assertThat(treasury.reasons).isEmpty();
    }

    /// The merchant pays by another account at Stripe now, which knows nothing of earlier transfers.
    @Test
    void transferOfAnotherKey_isNoDifference() {
        done();
        treasury.stripeKey("sk_test_another00");
        treasury.payPalApp("AnotherAnother0123456789");

        assertThat(compared(Duration.ofHours(1))).isTrue();
        treasury.stripeKey(StripeDesk.KEY);
        treasury.desk.searches = Mood.REFUSES_KEY;
        assertThat(delivered()).isTrue();
        assertThat(treasury.reasons).isEmpty();
    }

    /// A schedule that dies after it has sent asks for the same again.
    @Test
    void scheduleThatDies_sendsAgain() {
        done();
        treasury.now = treasury.now.plus(Duration.ofHours(1));
        treasury.queue.clear();
        int sent = 0;
        for (int call = 1; call <= 20 && sent < 2; call++) {
            Crash crash = new Crash(call, true);
            try {
                treasury.schedule("runs-due", crash);
            } catch (RuntimeException crashed) {
                assertThat(crash.fired()).isEqualTo(1);
            }
            sent = treasury.queue.size();
        }

        assertThat(delivered()).isTrue();
        assertThat(treasury.reasons).isEmpty();
    }
}
