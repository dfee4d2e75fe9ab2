package dev.tributary.infrastructure.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.commission.CommissionHandler;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.change.Changes;
import dev.tributary.domain.conversion.ConversionEvent.StatusUpdate;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.conversion.Verdict;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.dispute.Claim;
import dev.tributary.domain.dispute.Dispute;
import dev.tributary.domain.dispute.DisputeChange;
import dev.tributary.domain.dispute.Ruling;
import dev.tributary.domain.dispute.Ruling.Basis;
import dev.tributary.domain.id.AuditEventId;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.infrastructure.edge.DisputeKeys;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.lambda.NoContext;
import dev.tributary.infrastructure.ledger.DynamoLedger;
import dev.tributary.infrastructure.queue.ConversionMessages;
import dev.tributary.infrastructure.queue.DecisionMessages;
import dev.tributary.infrastructure.table.DynamoChanges;
import dev.tributary.infrastructure.table.DynamoDecisions;
import dev.tributary.infrastructure.table.DynamoDisputes;
import dev.tributary.infrastructure.table.EmbeddedTable;
import dev.tributary.infrastructure.table.Packing;
import dev.tributary.infrastructure.table.Table;
import dev.tributary.infrastructure.table.TestMarket;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Rulings of each kind under a retroactive tier, posted by commission on the real table, as the checker sees them; and
/// each way in which they may not stand there.
class CheckedRulingsTest {
    private static final Table TABLE = EmbeddedTable.create().connect();
    private static final TestMarket MARKET = new TestMarket(TABLE, 2, tiered());
    private static final DynamoDisputes DISPUTES = new DynamoDisputes(TABLE);
    private static final List<Calls.Accepted> ACCEPTED = new ArrayList<>();
    private static long ids;
    private static Instant now = TestMarket.SALE.plusSeconds(60);

    @BeforeAll
    static void live() {
        // 700.00 are left of it, and 400.00 bring the month to 7 %.
        deliver(nobodys("N-1", "900.00"), MARKET.refund("N-1", "R-1", "200.00"), nobodys("N-2", "400.00"));
        deliver(MARKET.sale("D-1", 1, "100.00"), rejected("D-1"));
        deliver(MARKET.sale("D-2", 1, "100.00"), MARKET.refund("D-2", "R-1", "30.00"));
        deliver(MARKET.sale("B-1", 2, "100.00"));
        rule(1, Basis.CREDIT, "0.00", 1, "N-1");
        rule(2, Basis.CREDIT, "0.00", 1, "N-2");
        rule(3, Basis.RESTORE, "5.00", 1, "D-1");
        rule(4, Basis.RESTORE, "1.50", 1, "D-2");
        rule(5, Basis.AMOUNT, "2.00", 1, "D-2");
        // Once the hold is over.
        now = TestMarket.SALE.plus(Duration.ofDays(30));
        rule(6, Basis.BESIDE, "0.00", 1, "B-1");
        now = TestMarket.SALE.plusSeconds(60);
        rule(7, Basis.UNCREDITED, "3.00", 2, "X-1");
        // Refused: nothing is to be taken back for it.
        rule(8, Basis.RESTORE, "9.00", 2, "B-1");
        // Whatever comes later finds what was ruled.
        deliver(MARKET.refund("D-2", "R-2", "70.00"), MARKET.refund("N-1", "R-2", "700.00"), rejected("N-2"));
        open(9, 1, "X-9");
    }

    @Test
    void whatIsRuled_holds() {
        assertThat(broken()).isEmpty();
        DynamoDecisions decisions = new DynamoDecisions(TABLE);
        assertThat(Stream.iterate(1L, id -> id <= 8, id -> id + 1)
                        .map(id -> decisions
                                .find(of(id, "X", 1).decision())
                                .map(decision -> decision.state().text() + " "
                                        + decision.amount().map(Money::amount).orElse(""))
                                .orElse("none")))
                .containsExactly(
                        "posted 35.00",
                        "posted 28.00",
                        "posted 5.00",
                        "posted 1.50",
                        "posted 2.00",
                        // At the step that the claimant has reached.
                        "posted 7.00",
                        "posted 3.00",
                        "refused 9.00");
    }

    static Stream<Arguments> mistakes() {
        String adjustments = "posted_amount";
        return Stream.of(
                row("another amount than its entry", decision(3), item -> with(item, adjustments, "4.00")),
                row("an entry that is not there", decision(1), item -> with(item, "entry", "conversion:cnv_1:accrue")),
                row("another order than the one credited", decision(2), item -> with(item, "ruled_order", "N-9")),
                row(
                        "another affiliate",
                        decision(6),
                        item -> with(item, "affiliate_id", MARKET.affiliate(2).toString())),
                row(
                        "two decisions on one dispute",
                        decision(7),
                        item -> with(item, "dispute_id", new DisputeId(6).toString())),
                row("not accepted", dispute(4), item -> with(item, "stands", "rejected")),
                row("accepted without a decision", dispute(9), item -> with(item, "stands", "accepted")),
                row("open and not noted", open(1), item -> {
                    Map<String, AttributeValue> none = new HashMap<>(item);
                    none.put("open", AttributeValue.fromM(Map.of()));
                    return none;
                }),
                row("noted and not open", dispute(9), item -> with(item, "stands", "withdrawn")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void mistake_isSeen(String name, String pk, UnaryOperator<Map<String, AttributeValue>> mistake) {
        Map<String, AttributeValue> item = TABLE.client()
                .getItem(get -> get.tableName(TABLE.name())
                        .key(Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(Keys.SOLE))))
                .item();
        assertThat(item).as(pk).isNotEmpty();
        put(mistake.apply(item));
        try {
            assertThat(broken()).as(name).isNotEmpty();
        } finally {
            put(item);
        }
        assertThat(broken()).isEmpty();
    }

    private static Arguments row(String name, String pk, UnaryOperator<Map<String, AttributeValue>> mistake) {
        return Arguments.of(name, pk, mistake);
    }

    private static Map<String, AttributeValue> with(Map<String, AttributeValue> item, String name, String value) {
        Map<String, AttributeValue> other = new HashMap<>(item);
        other.put(name, AttributeValue.fromS(value));
        return other;
    }

    private static void put(Map<String, AttributeValue> item) {
        TABLE.client().putItem(put -> put.tableName(TABLE.name()).item(item));
    }

    private static List<String> broken() {
        return Invariants.broken(
                Snapshot.of(TABLE.client(), TABLE.name(), Packing::unpack), new Calls(ACCEPTED, List.of(), List.of()));
    }

    private static String decision(long dispute) {
        return Keys.DECISIONS + of(dispute, "X", 1).decision();
    }

    private static String dispute(long id) {
        return DisputeKeys.dispute(new DisputeId(id));
    }

    private static String open(int affiliate) {
        return DisputeKeys.open(MARKET.program, MARKET.affiliate(affiliate));
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

    private static Postback nobodys(String order, String amount) {
        return MARKET.saleWithCoupon(order, "NOBODY", amount);
    }

    private static Postback rejected(String order) {
        return MARKET.call(new StatusUpdate(MARKET.key(order), Optional.empty(), Verdict.of(Status.REJECTED)));
    }

    private static void deliver(Postback... calls) {
        for (Postback call : calls) {
            ACCEPTED.add(new Calls.Accepted(
                    Keys.order(call.key()),
                    Keys.orderEvent(call.key()),
                    call.receipt().text(),
                    call.receivedAt()));
            deliver(ConversionMessages.write(call));
        }
    }

    private static void deliver(String body) {
        SQSMessage message = new SQSMessage();
        message.setMessageId("m");
        message.setReceiptHandle("r");
        message.setBody(body);
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message));
        CommissionHandler handler = new CommissionHandler(
                TABLE, new DynamoLedger(TABLE, 1), delays -> {}, new Random(1), Clock.fixed(now, ZoneOffset.UTC));
        assertThat(handler.handleRequest(event, new NoContext()).getBatchItemFailures())
                .isEmpty();
    }

    private static Dispute of(long id, String order, int affiliate) {
        return new Dispute(
                new DisputeId(id),
                new Dispute.Parties(MARKET.program, new MerchantId(1), MARKET.affiliate(affiliate)),
                new Claim(
                        Claim.Kind.MISSING,
                        new Claim.Subject.Unseen(
                                Optional.of(new OrderId(order)),
                                Optional.empty(),
                                TestMarket.SALE,
                                Money.of("1.00", TestMarket.EUR)),
                        EventName.SALE,
                        Optional.empty(),
                        "text"),
                TestMarket.SALE,
                new Dispute.State.Open());
    }

    private static Dispute open(long id, int affiliate, String order) {
        Dispute dispute = of(id, order, affiliate);
        commit(List.of(new Change.OfDispute(new DisputeChange.Opened(
                dispute,
                DISPUTES.open(MARKET.program, MARKET.affiliate(affiliate)).with(dispute)))));
        return dispute;
    }

    /// Opened, accepted and posted.
    private static void rule(long id, Basis basis, String amount, int affiliate, String order) {
        Dispute dispute = open(id, affiliate, order);
        Ruling ruling =
                new Ruling(dispute.id(), basis, Optional.of(MARKET.key(order)), Optional.empty(), Optional.empty());
        Adjustment adjustment = new Adjustment(
                dispute.decision(),
                MARKET.account(affiliate),
                Money.of(amount, TestMarket.EUR),
                "reason",
                "key_1",
                TestMarket.SALE,
                Optional.empty(),
                Optional.empty(),
                Optional.of(ruling));
        Dispute after = dispute.with(new Dispute.State.Accepted(ruling, "reason", "key_1", TestMarket.SALE));
        commit(List.of(
                new Change.OfDispute(new DisputeChange.Ended(
                        new Versioned<>(after, 1),
                        DISPUTES.open(MARKET.program, MARKET.affiliate(affiliate))
                                .without(after))),
                new Change.NewAdjustment(adjustment)));
        deliver(DecisionMessages.write(adjustment));
        deliver(DecisionMessages.write(adjustment));
    }

    private static void commit(List<Change> changes) {
        AuditEvent event = new AuditEvent(
                new AuditEventId(++ids),
                new Tenant.OfMerchant(new MerchantId(1)),
                TestMarket.SALE,
                Optional.empty(),
                "test",
                "test",
                new TreeSet<>(Set.of("state")));
        assertThat(new DynamoChanges(TABLE).commit(new Changes.Commit(changes, event, Optional.empty())))
                .isEqualTo(new Changes.Outcome.Committed());
    }
}
