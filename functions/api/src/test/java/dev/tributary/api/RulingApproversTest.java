package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.attribution.EnrollmentFacts;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.change.Changes;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.DecisionLedger.Effect;
import dev.tributary.domain.decision.DecisionLedger.Written;
import dev.tributary.domain.decision.RulingPosting;
import dev.tributary.domain.dispute.Dispute;
import dev.tributary.domain.dispute.DisputeChange;
import dev.tributary.domain.dispute.Ruling;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.AuditEventId;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.Context;
import dev.tributary.domain.order.OrderGroup;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.ProgramFacts;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.TermsHistory;
import dev.tributary.infrastructure.ledger.DynamoLedger;
import dev.tributary.infrastructure.table.DynamoChanges;
import dev.tributary.infrastructure.table.DynamoDisputes;
import dev.tributary.infrastructure.table.DynamoOrders;
import dev.tributary.infrastructure.table.DynamoPayoutMethods;
import dev.tributary.infrastructure.table.TestMarket;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who ruled on a dispute gave what it gives, and does not approve the run that pays it. What time gave is nobody's: it
/// says so where a plan is reviewed, and whoever set the method that it goes to approves nothing all the same.
class RulingApproversTest {
    private static final String PATH = DisputesTest.PATH;
    private static final String MAY_NOT = "maker_may_not_approve";
    private static final String APPROVED = "\"state\":\"approved\"";
    private static final ZoneId RIGA = ZoneId.of("Europe/Riga");
    private static final AccountKey ACCOUNT =
            new AccountKey(new ProgramId(1), new AffiliateId(1), new CurrencyCode("EUR"));

    private final WriteApi api = DisputesTest.filled();
    private final PlannedRuns planned = new PlannedRuns(api);
    private final People people = new People(api);
    private final DynamoLedger ledger = new DynamoLedger(api.stored.table, 1);

    RulingApproversTest() {
        // The hold of every order is over.
        api.now = Sales.CLICK.plus(Duration.ofDays(31));
        people.invite("merchant 1", "otto", "owner");
        people.invite("merchant 1", "fay", "finance");
        people.invite("merchant 1", "flo", "finance");
        people.signIn("otto");
        people.signIn("fay");
        people.signIn("flo");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # kind   | order | amount | basis
        missing  | A-9   | 5.00   | UNCREDITED
        missing  | A-3   | -      | CREDIT
        missing  | A-2   | -      | BESIDE
        wrong    | A-1   | 2.00   | AMOUNT
        declined | A-4   | -      | RESTORE
        """)
    void whoRuled_doesNotApproveTheRunThatPaysIt(String kind, String order, String amount, Ruling.Basis basis) {
        String dispute = DisputesTest.open(api, "affiliate 1", claim(kind, order));
        String body = amount.equals("-")
                ? "{\"reason\":\"X\"}"
                : "{\"reason\":\"X\",\"amount\":{\"amount\":\"" + amount + "\",\"currency\":\"EUR\"}}";
        assertThat(api.post("fay", PATH + "/" + dispute + "/accept", body).getStatusCode())
                .isEqualTo(200);
        Adjustment ruled = api.sent.getLast();
        assertThat(ruled.ruling().orElseThrow().basis()).isEqualTo(basis);
        post(ruled);
        RunId run = planned.planned("flo", version(), Optional.empty());

        assertThat(review(run, "")).contains("\"id\":\"" + ruled.id(), "\"author\":\"" + MembersTest.id("fay"));
        planned.unchanged(() -> planned.approve("fay", run), 403, MAY_NOT);
        assertThat(planned.approve("otto", run).getBody()).contains(APPROVED);
    }

    @Test
    void rulingByTime_saysSo_andIsNobodysHand() {
        Adjustment ruled = acceptedByTime();
        RunId run = planned.planned("flo", version(), Optional.empty());

        assertThat(review(run, "")).contains("\"id\":\"" + ruled.id(), "\"author\":\"by time (the platform)\"");
        assertThat(review(run, "?format=csv&part=adjustments"))
                .contains(ruled.id() + ",aff_0000000000001,10.00,EUR", ",by time (the platform),");
        assertThat(planned.approve("fay", run).getBody()).contains(APPROVED);
    }

    /// Fay owns the affiliate too, and set the method to which it goes.
    @Test
    void rulingByTime_isNotApprovedByTheHandThatItPays() {
        people.invite("affiliate 1", "fay", "owner");
        people.signIn("fay");
        String body = "{\"rail\":\"csv\",\"reference\":\"Mine\"}";
        assertThat(api.call("fay", "PUT", "/v1/payout_method", body, "tributary-tenant", "aff_0000000000001")
                        .getStatusCode())
                .isEqualTo(200);
        acceptedByTime();
        RunId run =
                planned.planned("flo", version(), new DynamoPayoutMethods(api.stored.table).find(ACCOUNT.affiliate()));

        assertThat(review(run, "")).contains("by time (the platform)");
        planned.unchanged(
                () -> api.call(
                        "fay",
                        "POST",
                        PlannedRuns.PATH + "/" + run + "/approve",
                        "{\"plan_hash\":\"" + planned.hash(run) + "\"}",
                        "tributary-tenant",
                        "mer_0000000000001"),
                403,
                MAY_NOT);
        assertThat(planned.approve("otto", run).getBody()).contains(APPROVED);
    }

    private static String claim(String kind, String order) {
        return kind.equals("missing")
                ? DisputesTest.MISSING.replace("A-3", order)
                : DisputesTest.WRONG.replace("wrong", kind).replace("A-1", order);
    }

    /// As the schedule of due disputes does it, and commission after it.
    private Adjustment acceptedByTime() {
        DynamoDisputes disputes = new DynamoDisputes(api.stored.table);
        DisputeId id = DisputeId.of(DisputesTest.open(api, "affiliate 1", DisputesTest.MISSING));
        Versioned<Dispute> read = disputes.find(id).orElseThrow();
        Ruling ruling = new Ruling(
                id,
                Ruling.Basis.CREDIT,
                read.value().claim().order().map(order -> new ConversionKey(ACCOUNT.program(), order, EventName.SALE)),
                Optional.empty(),
                Optional.empty());
        Adjustment adjustment = new Adjustment(
                read.value().decision(),
                ACCOUNT,
                Money.zero(ACCOUNT.currency()),
                "Nobody has ruled on it for 75 days.",
                Dispute.BY_TIME,
                api.now,
                Optional.empty(),
                Optional.empty(),
                Optional.of(ruling));
        Dispute after =
                read.value().with(new Dispute.State.Accepted(ruling, adjustment.reason(), Dispute.BY_TIME, api.now));
        AuditEvent event = new AuditEvent(
                new AuditEventId(1),
                new Tenant.OfMerchant(new MerchantId(1)),
                api.now,
                Optional.empty(),
                "dispute.accept",
                id.toString(),
                new TreeSet<>(Set.of("state")));
        List<Change> changes = List.of(
                new Change.OfDispute(new DisputeChange.Ended(
                        read.with(after),
                        disputes.open(ACCOUNT.program(), ACCOUNT.affiliate()).accepting(after, ruling))),
                new Change.NewAdjustment(adjustment));
        assertThat(new DynamoChanges(api.stored.table).commit(new Changes.Commit(changes, event, Optional.empty())))
                .isEqualTo(new Changes.Outcome.Committed());
        post(adjustment);
        return adjustment;
    }

    private void post(Adjustment ruled) {
        Optional<Versioned<OrderState>> order = ruled.order().flatMap(new DynamoOrders(api.stored.table)::find);
        Context context = new Context(
                new ProgramFacts(
                        ACCOUNT.program(), ACCOUNT.currency(), RIGA, new TermsHistory(List.of(TestMarket.terms(1)))),
                Map.of(
                        ACCOUNT.affiliate(),
                        EnrollmentFacts.of(
                                api.stored
                                        .enrollments
                                        .find(ACCOUNT.program(), ACCOUNT.affiliate())
                                        .orElseThrow()
                                        .value(),
                                Map.of())),
                Map.of(),
                api.now);
        RulingPosting.Outcome.Posted posted = (RulingPosting.Outcome.Posted) RulingPosting.decide(
                ruled,
                order.map(Versioned::value),
                context,
                ledger.account(ACCOUNT).orElseGet(() -> Account.empty(ACCOUNT)));
        Effect effect = new Effect(
                posted.movement(),
                posted.amount(),
                posted.order()
                        .map(state ->
                                new OrderGroup.Change(state, order.orElseThrow().version())));
        assertThat(ledger.post(ruled.id(), effect, RIGA)).isEqualTo(Written.COMMITTED);
    }

    private long version() {
        return ledger.account(ACCOUNT).orElseThrow().version();
    }

    private String review(RunId run, String query) {
        return api.get("anna", PlannedRuns.PATH + "/" + run + "/review" + query).getBody();
    }
}
