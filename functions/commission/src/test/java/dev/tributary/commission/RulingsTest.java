package dev.tributary.commission;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.ConversionEvent.ChargebackWon;
import dev.tributary.domain.conversion.ConversionEvent.OrderUpdate;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.StatusUpdate;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.RefundId;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.conversion.UpdateId;
import dev.tributary.domain.conversion.Verdict;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Decision.Refusal;
import dev.tributary.domain.decision.Decision.State;
import dev.tributary.domain.dispute.Ruling;
import dev.tributary.domain.dispute.Ruling.Basis;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.notice.Notice;
import dev.tributary.domain.notice.NoticeType;
import dev.tributary.domain.order.Result;
import dev.tributary.domain.order.Stage;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.infrastructure.queue.DecisionMessages;
import dev.tributary.infrastructure.table.DynamoDecisions;
import dev.tributary.infrastructure.table.DynamoEnrollments;
import dev.tributary.infrastructure.table.TestMarket;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What rulings leave behind on the real table, whatever comes between them and their posting.
class RulingsTest {
    private static final AtomicLong IDS = new AtomicLong(700_000);

    private final Till till = new Till();
    private final DynamoDecisions decisions = new DynamoDecisions(Till.TABLE);

    private enum Fault {
        NONE,
        NOT_SENT,
        REPLY_LOST,
        THE_SAME_MEANWHILE
    }

    /// Each way of delivery ends alike: one entry, one commission, one decision.
    @ParameterizedTest
    @EnumSource(Fault.class)
    void credit_isPostedOnce_howeverItIsDelivered(Fault fault) {
        till.deliver(nobodys("A-1", "100.00"));
        Adjustment ruling = recorded(Basis.CREDIT, "0.00", 1, "A-1");
        TableFault faults = switch (fault) {
            case NONE -> TableFault.meanwhile(0, () -> {});
            case NOT_SENT -> TableFault.notSent();
            case REPLY_LOST -> TableFault.replyLost();
            case THE_SAME_MEANWHILE ->
                TableFault.meanwhile(1, () -> assertThat(deliver(ruling)).isEmpty());
        };
        SQSMessage message = message(ruling);
        CommissionHandler handler = till.handler(faults);
        for (int delivery = 0; delivery < 3; delivery++) {
            till.deliver(handler, List.of(message, message(ruling)));
        }

        assertThat(till.balance(1)).isEqualTo("1 1000/0/0");
        assertThat(state(ruling))
                .isEqualTo(new State.Posted(
                        new EntryId("conversion:" + till.market.key("A-1").id() + ":accrue"),
                        Optional.of(euros("10.00"))));
        assertThat(till.order("A-1").orElseThrow().stage()).isEqualTo(Stage.CONVERTED);
        assertThat(till.results("A-1")).containsExactly(Result.Kind.CONVERTED);
        till.deliver(nobodys("A-1", "100.00"));
        assertThat(till.results("A-1")).containsExactly(Result.Kind.CONVERTED, Result.Kind.DUPLICATE);
    }

    /// Each comes between the reads of the decision and its transaction.
    @Test
    void refundMeanwhile_isTakenOffTheCredit() {
        till.deliver(nobodys("A-1", "100.00"));
        Adjustment ruling = recorded(Basis.CREDIT, "0.00", 1, "A-1");
        meanwhile(ruling, () -> till.deliver(till.market.refund("A-1", "R-1", "40.00")));

        assertThat(till.balance(1)).isEqualTo("2 600/0/0");
        assertThat(posted(ruling)).isEqualTo(euros("6.00"));
    }

    @Test
    void updateMeanwhile_isPaid() {
        till.deliver(nobodys("A-1", "100.00"));
        Adjustment ruling = recorded(Basis.CREDIT, "0.00", 1, "A-1");
        meanwhile(
                ruling,
                () -> till.deliver(till.market.call(new OrderUpdate(
                        till.market.key("A-1"),
                        Optional.empty(),
                        new UpdateId("U-1"),
                        Amounts.of(euros("250.00")),
                        List.of()))));

        assertThat(till.balance(1)).isEqualTo("1 2500/0/0");
    }

    @Test
    void rejectionMeanwhile_leavesNothingToPay() {
        till.deliver(nobodys("A-1", "100.00"));
        Adjustment ruling = recorded(Basis.CREDIT, "0.00", 1, "A-1");
        meanwhile(ruling, () -> till.deliver(rejected("A-1")));

        assertThat(state(ruling)).isEqualTo(new State.Refused(Refusal.NOTHING_TO_PAY));
        assertThat(till.balance(1)).isEqualTo("none");
    }

    /// Two affiliates claim one order: the first ruling that is posted has it.
    @Test
    void creditToAnotherMeanwhile_isRefused() {
        till.deliver(nobodys("A-1", "100.00"));
        Adjustment first = recorded(Basis.CREDIT, "0.00", 1, "A-1");
        Adjustment second = recorded(Basis.CREDIT, "0.00", 2, "A-1");
        meanwhile(second, () -> deliver(first));

        assertThat(state(second)).isEqualTo(new State.Refused(Refusal.CREDITED_TO_ANOTHER));
        assertThat(till.balance(1)).isEqualTo("1 1000/0/0");
        assertThat(till.balance(2)).isEqualTo("none");
    }

    /// The order that was missing has come: what was named is not paid beside it.
    @Test
    void orderMeanwhile_isPaidOnce() {
        Adjustment named = recorded(Basis.UNCREDITED, "10.00", 1, "A-1");
        till.deliver(till.market.sale("A-1", 1, "100.00"));
        assertThat(deliver(named)).isEmpty();

        assertThat(state(named)).isEqualTo(new State.Refused(Refusal.ALREADY_CREDITED));
        assertThat(till.balance(1)).isEqualTo("1 1000/0/0");

        Adjustment credit = recorded(Basis.CREDIT, "0.00", 1, "A-1");
        deliver(credit);
        assertThat(state(credit)).isEqualTo(new State.Refused(Refusal.ALREADY_CREDITED));
        Adjustment absent = recorded(Basis.CREDIT, "0.00", 1, "A-9");
        deliver(absent);
        assertThat(state(absent)).isEqualTo(new State.Refused(Refusal.NO_ORDER));
    }

    @Test
    void banMeanwhile_paysNothing() {
        till.deliver(nobodys("A-1", "100.00"));
        List<Adjustment> rulings =
                List.of(recorded(Basis.CREDIT, "0.00", 1, "A-1"), recorded(Basis.UNCREDITED, "5.00", 1, "A-9"));
        DynamoEnrollments enrollments = new DynamoEnrollments(Till.TABLE);
        Versioned<Enrollment> read =
                enrollments.find(till.market.program, till.market.affiliate(1)).orElseThrow();
        assertThat(enrollments.replace(read.with(read.value().with(EnrollmentState.BANNED, till.now))))
                .isInstanceOf(Replacement.Replaced.class);

        assertThat(deliver(rulings.get(0), rulings.get(1))).isEmpty();
        assertThat(state(rulings.get(0))).isEqualTo(new State.Refused(Refusal.BANNED));
        assertThat(state(rulings.get(1))).isEqualTo(new State.Refused(Refusal.BANNED));
        assertThat(till.balance(1)).isEqualTo("none");
    }

    @Test
    void rejectedCommission_isRestored_onceAndNoFurther() {
        till.deliver(till.market.sale("A-1", 1, "100.00"), rejected("A-1"));
        assertThat(till.balance(1)).isEqualTo("2 0/0/0");
        Adjustment ruling = recorded(Basis.RESTORE, "10.00", 1, "A-1");

        assertThat(deliver(ruling, ruling)).isEmpty();
        assertThat(deliver(ruling)).isEmpty();

        assertThat(till.balance(1)).isEqualTo("3 1000/0/0");
        assertThat(state(ruling))
                .isEqualTo(new State.Posted(
                        new EntryId("conversion:" + till.market.key("A-1").id() + ":reinstate:2"),
                        Optional.of(euros("10.00"))));
        Commission commission = commission("A-1");
        assertThat(commission.net()).isEqualTo(euros("10.00"));
        assertThat(commission.restored()).isEqualTo(euros("10.00"));
        // The shop says each night that it is rejected.
        till.deliver(rejected("A-1"));
        assertThat(till.balance(1)).isEqualTo("3 1000/0/0");
    }

    /// Ruled on when 3.00 were taken: what is taken meanwhile stays taken, and what is back is not given twice.
    @Test
    void whatComesBetweenARulingAndItsPosting_isNotItsMatter() {
        till.deliver(till.market.sale("A-1", 1, "100.00"), till.market.refund("A-1", "R-1", "30.00"));
        Adjustment ruling = recorded(Basis.RESTORE, "3.00", 1, "A-1");
        meanwhile(ruling, () -> till.deliver(till.market.refund("A-1", "R-2", "50.00")));
        assertThat(till.balance(1)).isEqualTo("4 500/0/0");
        assertThat(posted(ruling)).isEqualTo(euros("3.00"));

        till.deliver(till.market.sale("A-2", 2, "100.00"));
        till.deliver(till.market.call(new Refund(
                till.market.key("A-2"),
                Optional.of(TestMarket.SALE.plusSeconds(60)),
                new RefundId("C-1"),
                Refund.Kind.CHARGEBACK,
                Optional.of(euros("100.00")),
                List.of(),
                Optional.empty())));
        Adjustment late = recorded(Basis.RESTORE, "10.00", 2, "A-2");
        meanwhile(
                late,
                () -> till.deliver(till.market.call(
                        new ChargebackWon(till.market.key("A-2"), Optional.empty(), new RefundId("C-1")))));
        assertThat(till.balance(2)).isEqualTo("3 1000/0/0");
        assertThat(state(late)).isEqualTo(new State.Refused(Refusal.NOTHING_TAKEN));
    }

    @Test
    void wrongAmount_isMadeUpForWhereTheCommissionStands() {
        till.deliver(till.market.sale("A-1", 1, "100.00"));
        Adjustment named = ruling(
                till,
                Basis.AMOUNT,
                "2.50",
                1,
                "A-1",
                Optional.of(new Adjustment.About(
                        till.market.key("A-1"), commission("A-1").id())));
        record(named);

        assertThat(deliver(named, named)).isEmpty();

        assertThat(till.balance(1)).isEqualTo("2 1250/0/0");
        assertThat(state(named)).isEqualTo(new State.Posted(new EntryId("adjustment:" + named.id())));
    }

    @Test
    void creditedToAnother_theClaimantIsPaidBeside_afterItsHold() {
        till.deliver(till.market.sale("A-1", 1, "100.00"));
        Adjustment early = recorded(Basis.BESIDE, "0.00", 2, "A-1");
        till.now = TestMarket.SALE.plus(Duration.ofDays(30)).minusMillis(1);
        deliver(early);
        assertThat(state(early)).isEqualTo(new State.Refused(Refusal.NOT_DECIDED));
        till.now = till.now.plusMillis(1);
        Adjustment beside = recorded(Basis.BESIDE, "0.00", 2, "A-1");

        assertThat(deliver(beside, beside)).isEmpty();
        assertThat(till.balance(2)).isEqualTo("1 0/1000/0");
        assertThat(till.balance(1)).isEqualTo("1 1000/0/0");
        assertThat(posted(beside)).isEqualTo(euros("10.00"));
        // A later refund is the other's.
        till.deliver(till.market.refund("A-1", "R-1", "100.00"));
        assertThat(till.balance(2)).isEqualTo("1 0/1000/0");
        assertThat(till.balance(1)).isEqualTo("2 0/0/0");
    }

    /// The whole period comes to the step that the credited order reached; nothing waits for the next call.
    @Test
    void creditThatReachesAStep_bringsThePeriodThere() {
        Till rich = new Till(new TestMarket(Till.TABLE, 2, tiered()));
        rich.deliver(rich.market.sale("A-1", 1, "900.00"));
        rich.deliver(rich.market.saleWithCoupon("A-2", "NOBODY", "200.00"));
        Adjustment ruling = ruling(rich, Basis.CREDIT, "0.00", 1, "A-2", Optional.empty());
        record(ruling);

        assertThat(rich.deliver(rich.handler(), List.of(rich.message(DecisionMessages.write(ruling)))))
                .isEmpty();

        assertThat(rich.causes(1)).containsExactly("ACCRUE", "ACCRUE", "TIER");
        assertThat(rich.balance(1)).isEqualTo("3 7700/0/0");
        assertThat(rich.account(1).change()).isEmpty();
    }

    @Test
    void credit_isToldToTheAffiliate_againUnderTheSameIds() {
        till.deliver(nobodys("A-1", "100.00"));
        Adjustment ruling = recorded(Basis.CREDIT, "0.00", 1, "A-1");
        TidingsTest.Ear ear = new TidingsTest.Ear();
        List<Notice> heard = ear.heard;

        till.deliver(till.handler(ear), List.of(message(ruling)));
        assertThat(heard)
                .extracting(Notice::type)
                .containsExactlyInAnyOrder(NoticeType.CONVERSION_ACCEPTED, NoticeType.COMMISSION_ACCRUED);
        assertThat(heard)
                .allMatch(notice -> notice.audience().contains(new Tenant.OfAffiliate(till.market.affiliate(1))));
        List<Notice> first = List.copyOf(heard);
        till.deliver(till.handler(ear), List.of(message(ruling)));
        assertThat(heard.subList(first.size(), heard.size())).isEqualTo(first);
    }

    private void meanwhile(Adjustment ruling, Runnable other) {
        TableFault fault = TableFault.meanwhile(1, other);
        assertThat(till.deliver(till.handler(fault), List.of(message(ruling)))).isEmpty();
        assertThat(fault.seen.get()).isPositive();
    }

    private static TermsDocument tiered() {
        TermsDocument base = TestMarket.terms(1);
        return new TermsDocument(
                1,
                base.effectiveFrom(),
                base.attribution(),
                base.paidUnder(),
                List.of(new Rule(
                        new RuleId("base"),
                        List.of(),
                        new Pay.Tiered(
                                Measure.REVENUE,
                                Period.Length.MONTH,
                                Pay.Tiered.Mode.RETROACTIVE,
                                List.of(
                                        new Pay.Step(0, new Pay.Percent(new BigDecimal("5"))),
                                        new Pay.Step(100_000, new Pay.Percent(new BigDecimal("7"))))),
                        Optional.empty())),
                base.holdDays(),
                base.validation(),
                base.minimumPayout(),
                base.paysWithinDays());
    }

    private Postback nobodys(String order, String amount) {
        return till.market.saleWithCoupon(order, "NOBODY", amount);
    }

    private Postback rejected(String order) {
        return till.market.call(
                new StatusUpdate(till.market.key(order), Optional.empty(), Verdict.of(Status.REJECTED)));
    }

    private Commission commission(String order) {
        return till.order(order).orElseThrow().commissions().getFirst();
    }

    private Adjustment recorded(Basis basis, String amount, int affiliate, String order) {
        return record(ruling(till, basis, amount, affiliate, order, Optional.empty()));
    }

    private Adjustment record(Adjustment ruling) {
        assertThat(decisions.create(ruling)).isInstanceOf(Creation.Created.class);
        assertThat(decisions.find(ruling.id()).orElseThrow().adjustment()).isEqualTo(ruling);
        return ruling;
    }

    private static Adjustment ruling(
            Till till, Basis basis, String amount, int affiliate, String order, Optional<Adjustment.About> about) {
        return new Adjustment(
                new AdjustmentId(IDS.incrementAndGet()),
                till.market.account(affiliate),
                euros(amount),
                "It is yours",
                "key_1",
                TestMarket.SALE,
                about,
                Optional.empty(),
                Optional.of(new Ruling(
                        new DisputeId(7),
                        basis,
                        Optional.of(till.market.key(order)),
                        Optional.empty(),
                        Optional.empty())));
    }

    private SQSMessage message(Adjustment adjustment) {
        return till.message(DecisionMessages.write(adjustment));
    }

    private List<String> deliver(Adjustment... adjustments) {
        return till.deliver(
                till.handler(), Stream.of(adjustments).map(this::message).toList());
    }

    private State state(Adjustment adjustment) {
        return decisions.find(adjustment.id()).orElseThrow().state();
    }

    private Money posted(Adjustment adjustment) {
        return ((State.Posted) state(adjustment)).amount().orElseThrow();
    }

    private static Money euros(String amount) {
        return Money.of(amount, TestMarket.EUR);
    }
}
