package dev.tributary.domain.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.attribution.Attribution.Attributed;
import dev.tributary.domain.attribution.Attribution.Credit;
import dev.tributary.domain.attribution.EnrollmentFacts;
import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.Customer;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.conversion.Verdict;
import dev.tributary.domain.dispute.Obstacle;
import dev.tributary.domain.dispute.Ruling;
import dev.tributary.domain.dispute.Ruling.Basis;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.order.RuledOrder.Outcome;
import dev.tributary.domain.program.Enrollment.Change;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.Condition;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.ValidationPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Orders of a program that pays 10 %, held for 30 days, and what rulings make of them.
class RuledOrderTest {
    private static final AffiliateId BERTA = new AffiliateId(9);
    private static final DisputeId DISPUTE = new DisputeId(7);
    private static final Duration LATER = Duration.ofDays(75);

    private final Shop shop = new Shop();
    private Set<EnrollmentState> standing = Set.of(EnrollmentState.APPROVED);

    @Test
    void unattributedOrder_isPaidAsIfItHadBeenCredited_andSaysSo() {
        shop.call(nobodys("100.00", false));
        shop.now = Shop.SALE.plus(Duration.ofDays(3));

        assertThat(posted(credit(Shop.ANNA)).amount()).isEqualTo(shop.money("10.00"));
        assertThat(shop.balance()).isEqualTo("10.00/0.00/0.00");
        assertThat(shop.account.orElseThrow().pending().toString()).isEqualTo("{2026-12-02=1000}");
        OrderState order = shop.state.orElseThrow();
        assertThat(order.stage()).isEqualTo(Stage.CONVERTED);
        assertThat(((Attributed) order.sale().orElseThrow().attribution())
                        .shares()
                        .getFirst()
                        .credit())
                .isEqualTo(new Credit.Ruled(DISPUTE, Optional.empty()));
        assertThat(order.receipts())
                .singleElement()
                .satisfies(line -> assertThat(line.result().kind()).isEqualTo(Result.Kind.CONVERTED));
        assertThat(ids()).containsExactly("conversion:" + shop.key().id() + ":accrue");
        assertThat(order.explain(
                                order.commissions().getFirst(),
                                version -> shop.program().terms().captured(version))
                        .recomputed())
                .isEqualTo(shop.money("10.00"));
    }

    @Test
    void afterItsHold_itIsReleasedInTheSameEntry() {
        shop.call(nobodys("100.00", false));
        shop.now = Shop.SALE.plus(LATER);

        posted(credit(Shop.ANNA));

        assertThat(shop.balance()).isEqualTo("0.00/10.00/0.00");
        assertThat(shop.entries).hasSize(1);
    }

    /// As if the refund had come after it: counters and steps of tiers pass through the whole amount.
    @Test
    void refundsBeforeTheRuling_areTakenBackAtOnce_andThoseAfterIt() {
        shop.call(nobodys("100.00", false));
        shop.call(shop.refund("R-1", "40.00"));
        shop.now = Shop.SALE.plus(Duration.ofDays(3));

        assertThat(posted(credit(Shop.ANNA)).amount()).isEqualTo(shop.money("6.00"));
        assertThat(ids())
                .containsExactly(
                        "conversion:" + shop.key().id() + ":accrue",
                        "conversion:" + shop.key().id() + ":reverse:1");
        assertThat(shop.balance()).isEqualTo("6.00/0.00/0.00");
        shop.call(shop.refund("R-2", "60.00"));
        assertThat(shop.balance()).isEqualTo("0.00/0.00/0.00");
    }

    @Test
    void updateAfterTheRuling_paysTheDifference() {
        shop.call(nobodys("100.00", false));
        posted(credit(Shop.ANNA));
        shop.call(shop.update("U-1", "250.00"));
        assertThat(shop.balance()).isEqualTo("25.00/0.00/0.00");
    }

    @Test
    void conditionsAreAsked_whatTheCallHadSaid() {
        shop.rules = List.of(new Rule(
                new RuleId("new"),
                List.of(new Condition.NewCustomer(true)),
                new Pay.Percent(new BigDecimal("20")),
                Optional.empty()));
        shop.call(nobodys("100.00", false));
        assertThat(posted(credit(Shop.ANNA)).amount()).isEqualTo(shop.money("20.00"));
    }

    /// Why an order is not credited, and that nothing is posted then.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # order                 | affiliate | standing | days | basis   | why
        none                    | anna      | APPROVED |    3 | credit  | NO_ORDER
        refund without a sale   | anna      | APPROVED |    3 | credit  | NO_ORDER
        hers                    | anna      | APPROVED |    3 | credit  | ALREADY_CREDITED
        hers                    | anna      | APPROVED |    3 | beside  | ALREADY_CREDITED
        hers                    | berta     | APPROVED |    3 | credit  | CREDITED_TO_ANOTHER
        nobody's                | anna      | APPROVED |    3 | beside  | CREDITED_TO_ANOTHER
        nobody's test           | anna      | APPROVED |    3 | credit  | NOTHING_TO_PAY
        nobody's rejected       | anna      | APPROVED |    3 | credit  | NOTHING_TO_PAY
        nobody's refunded       | anna      | APPROVED |    3 | credit  | NOTHING_TO_PAY
        nobody's of 0.00        | anna      | APPROVED |    3 | credit  | NOTHING_TO_PAY
        hers refunded           | berta     | APPROVED |    3 | beside  | NOTHING_TO_PAY
        hers                    | berta     | APPROVED |    3 | beside  | NOT_DECIDED
        hers                    | berta     | APPROVED |   29 | beside  | NOT_DECIDED
        hers pending            | berta     | APPROVED |   40 | beside  | NOT_DECIDED
        nobody's                | berta     | NONE     |    3 | credit  | NOT_ENROLLED
        nobody's                | anna      | BANNED   |    3 | credit  | BANNED
        hers                    | berta     | BANNED   |    3 | beside  | BANNED
        hers                    | anna      | BANNED   |    3 | restore | BANNED
        hers                    | anna      | APPROVED |    3 | restore | NOTHING_TAKEN
        none                    | anna      | APPROVED |    3 | restore | NO_ORDER
        nobody's                | anna      | APPROVED |  900 | credit  | TOO_OLD
        """)
    void obstacle_postsNothing(String order, String affiliate, String standing, int days, String basis, Obstacle why) {
        call(order);
        List<Entry> before = List.copyOf(shop.entries);
        this.standing = standing.equals("NONE") ? Set.of() : Set.of(EnrollmentState.valueOf(standing));
        shop.now = Shop.SALE.plus(Duration.ofDays(days));
        if (why == Obstacle.TOO_OLD) {
            shop.rules = List.of(byMonth());
        }
        AffiliateId whose = affiliate.equals("anna") ? Shop.ANNA : BERTA;
        Outcome outcome = switch (basis) {
            case "credit" -> credit(whose);
            case "beside" -> beside(whose);
            default -> restore(whose, "10.00");
        };
        assertThat(outcome).isEqualTo(new Outcome.Refused(why));
        assertThat(shop.entries).isEqualTo(before);
    }

    @Test
    void rejection_isUndoneForTheAffiliate_asFarAsTheRulingKnew() {
        shop.call(shop.sale("100.00"));
        shop.call(shop.status(Verdict.of(Status.REJECTED)));
        assertThat(shop.balance()).isEqualTo("0.00/0.00/0.00");

        assertThat(posted(restore(Shop.ANNA, "4.00")).amount()).isEqualTo(shop.money("4.00"));
        assertThat(shop.balance()).isEqualTo("4.00/0.00/0.00");
        assertThat(posted(restore(Shop.ANNA, "99.00")).amount()).isEqualTo(shop.money("6.00"));
        assertThat(shop.balance()).isEqualTo("10.00/0.00/0.00");
        assertThat(restore(Shop.ANNA, "99.00")).isEqualTo(new Outcome.Refused(Obstacle.NOTHING_TAKEN));
        // It says it again: nothing changes.
        shop.call(shop.status(Verdict.of(Status.REJECTED)));
        assertThat(shop.balance()).isEqualTo("10.00/0.00/0.00");
    }

    @Test
    void refundAfterTheRuling_isNotGivenBack() {
        shop.call(shop.sale("100.00"));
        shop.call(shop.refund("R-1", "30.00"));
        shop.call(shop.refund("R-2", "20.00"));
        // Ruled on when 3.00 were taken.
        assertThat(posted(restore(Shop.ANNA, "3.00")).amount()).isEqualTo(shop.money("3.00"));
        assertThat(shop.balance()).isEqualTo("8.00/0.00/0.00");
        shop.call(shop.refund("R-3", "50.00"));
        assertThat(shop.balance()).isEqualTo("3.00/0.00/0.00");
    }

    /// What the chargeback had taken is given back once.
    @Test
    void chargebackWonAfterTheRuling_givesNothingTwice() {
        shop.call(shop.sale("100.00"));
        shop.call(shop.refund(Refund.Kind.CHARGEBACK, "C-1", Optional.of(shop.money("100.00"))));
        posted(restore(Shop.ANNA, "10.00"));
        assertThat(shop.balance()).isEqualTo("10.00/0.00/0.00");
        shop.call(shop.won("C-1"));
        assertThat(shop.balance()).isEqualTo("10.00/0.00/0.00");
        assertThat(shop.state.orElseThrow().commissions().getFirst().net()).isEqualTo(shop.money("10.00"));
    }

    @Test
    void chargebackWonBeforeIt_leavesNothingToGiveBack() {
        shop.call(shop.sale("100.00"));
        shop.call(shop.refund(Refund.Kind.CHARGEBACK, "C-1", Optional.of(shop.money("100.00"))));
        shop.call(shop.won("C-1"));
        assertThat(restore(Shop.ANNA, "10.00")).isEqualTo(new Outcome.Refused(Obstacle.NOTHING_TAKEN));
    }

    @Test
    void afterTheRelease_itGoesToAvailable() {
        shop.call(shop.sale("100.00"));
        shop.now = Shop.SALE.plus(Duration.ofDays(32));
        shop.release();
        shop.call(shop.refund("R-1", "30.00"));
        posted(restore(Shop.ANNA, "3.00"));
        assertThat(shop.balance()).isEqualTo("0.00/10.00/0.00");
    }

    @Test
    void creditedToAnother_theClaimantIsPaidBeside_andTheOrderStays() {
        shop.call(shop.sale("100.00"));
        shop.call(shop.refund("R-1", "50.00"));
        shop.now = Shop.SALE.plus(Duration.ofDays(30));
        OrderState before = shop.state.orElseThrow();

        Outcome.Posted posted = (Outcome.Posted) beside(BERTA);

        assertThat(posted.amount()).isEqualTo(shop.money("5.00"));
        assertThat(posted.order()).isEmpty();
        assertThat(posted.movement().after().key().affiliate()).isEqualTo(BERTA);
        assertThat(posted.movement().after().available()).isEqualTo(500);
        assertThat(shop.state).contains(before);
        assertThat(shop.balance()).isEqualTo("5.00/0.00/0.00");
    }

    /// What is paid beside cannot be taken back: the instant of the hold's end is late enough.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # rule's hold | program's hold | seconds after 30 days | paid
        -             | 30             | -1                    | false
        -             | 30             |  0                    | true
        60            | 30             |  0                    | false
        30            | 60             | -1                    | false
        30            | 60             |  0                    | true
        """)
    void beside_waitsForTheLongestHold(String rule, int program, long seconds, boolean paid) {
        shop.holdDays = program;
        if (!rule.equals("-")) {
            shop.rules = List.of(new Rule(
                    new RuleId("base"),
                    List.of(),
                    new Pay.Percent(BigDecimal.TEN),
                    Optional.of(Integer.valueOf(rule))));
        }
        shop.call(shop.sale("100.00"));
        shop.now = Shop.SALE.plus(Duration.ofDays(30)).plusSeconds(seconds);

        Outcome outcome = beside(BERTA);

        if (paid) {
            assertThat(posted(outcome).amount()).isEqualTo(shop.money("10.00"));
        } else {
            assertThat(outcome).isEqualTo(new Outcome.Refused(Obstacle.NOT_DECIDED));
        }
    }

    private void call(String order) {
        switch (order) {
            case "none" -> {}
            case "refund without a sale" -> shop.call(shop.refund("R-1", "40.00"));
            case "hers" -> shop.call(shop.sale("100.00"));
            case "hers pending" -> {
                shop.validation = new ValidationPolicy(ValidationPolicy.Mode.MANUAL, 60);
                shop.call(shop.sale(
                        Optional.of(Amounts.of(shop.money("100.00"))), Optional.of(Verdict.of(Status.PENDING))));
            }
            case "hers refunded" -> {
                shop.call(shop.sale("100.00"));
                shop.call(shop.refund("R-1", "100.00"));
            }
            case "nobody's" -> shop.call(nobodys("100.00", false));
            case "nobody's test" -> shop.call(nobodys("100.00", true));
            case "nobody's of 0.00" -> shop.call(nobodys("0.00", false));
            case "nobody's rejected" -> {
                shop.call(nobodys("100.00", false));
                shop.call(shop.status(Verdict.of(Status.REJECTED)));
            }
            case "nobody's refunded" -> {
                shop.call(nobodys("100.00", false));
                shop.call(shop.refund("R-1", "100.00"));
            }
            default -> throw new IllegalArgumentException(order);
        }
    }

    private static Rule byMonth() {
        return new Rule(
                new RuleId("base"),
                List.of(),
                new Pay.Tiered(
                        Measure.REVENUE,
                        Period.Length.MONTH,
                        Pay.Tiered.Mode.MARGINAL,
                        List.of(
                                new Pay.Step(0, new Pay.Percent(new BigDecimal("5"))),
                                new Pay.Step(100_000, new Pay.Percent(new BigDecimal("7"))))),
                Optional.empty());
    }

    /// A new customer's, whom nobody brought.
    private Reward nobodys(String amount, boolean test) {
        return new Reward(
                shop.key(),
                Optional.of(Shop.SALE),
                Optional.empty(),
                List.of(),
                Optional.of(Amounts.of(shop.money(amount))),
                List.of(),
                new Customer(Optional.empty(), Optional.empty(), Optional.of(true), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                test);
    }

    private Outcome credit(AffiliateId whose) {
        return kept(ruled(whose).credit(ruling(Basis.CREDIT), account(whose)));
    }

    private Outcome restore(AffiliateId whose, String most) {
        return kept(ruled(whose).restore(ruling(Basis.RESTORE), shop.money(most), account(whose), shop.now));
    }

    private Outcome beside(AffiliateId whose) {
        Cause cause = new Cause(new EntryId("adjustment:adj_1"), Cause.Kind.ADJUST, shop.now, shop.now);
        return ruled(whose).beside(ruling(Basis.BESIDE), account(whose), cause);
    }

    private RuledOrder ruled(AffiliateId whose) {
        Map<AffiliateId, EnrollmentFacts> enrollments = standing.isEmpty()
                ? Map.of()
                : Map.of(
                        whose,
                        new EnrollmentFacts(
                                whose,
                                standing.stream()
                                        .map(state -> new Change(state, Instant.EPOCH))
                                        .toList(),
                                Set.of(),
                                Set.of(),
                                Optional.empty()));
        return new RuledOrder(
                shop.state.orElseGet(() -> OrderState.empty(shop.key())),
                whose,
                new Context(shop.program(), enrollments, Map.of(), shop.now));
    }

    private Ruling ruling(Basis basis) {
        return new Ruling(DISPUTE, basis, Optional.of(shop.key()), Optional.empty(), Optional.empty());
    }

    private Account account(AffiliateId whose) {
        return shop.account
                .filter(account -> account.key().affiliate().equals(whose))
                .orElseGet(() -> Account.empty(new AccountKey(Shop.PROGRAM, whose, shop.currency)));
    }

    private Outcome kept(Outcome outcome) {
        if (outcome instanceof Outcome.Posted posted) {
            shop.state = posted.order();
            shop.account = Optional.of(posted.movement().after());
            shop.entries.addAll(posted.movement().entries());
        }
        return outcome;
    }

    private static Outcome.Posted posted(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Posted.class);
        return (Outcome.Posted) outcome;
    }

    private List<String> ids() {
        return shop.entries.stream().map(entry -> entry.id().text()).toList();
    }
}
