package dev.tributary.commission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.attribution.Visitor;
import dev.tributary.domain.attribution.VisitorClicks;
import dev.tributary.domain.click.TestClick;
import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.Customer;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.SubscriptionId;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.Result.Kind;
import dev.tributary.domain.order.Stage;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.AttributionPolicy.Model;
import dev.tributary.domain.terms.Cap;
import dev.tributary.domain.terms.Limits;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.ValidationPolicy;
import dev.tributary.domain.token.ClickToken;
import dev.tributary.domain.token.ClickTokens;
import dev.tributary.domain.token.Device;
import dev.tributary.infrastructure.table.DynamoOrders;
import dev.tributary.infrastructure.table.DynamoVisitorHistory;
import dev.tributary.infrastructure.table.TestMarket;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What terms with tiers, caps, models, bindings and reviews come to when calls are delivered twice, in
/// parallel and late, on the real table.
class RichTermsTest {
    private static final long VISITOR = 77;

    @Test
    void caps_holdToTheCent_howeverManyComeAtOnce() {
        Till till = till(last(), List.of(percent("base", "10")), List.of(cap("15.00")));
        List<Postback> sales = IntStream.range(0, 10)
                .mapToObj(order -> till.market.sale("C-" + order, 1, "20.00"))
                .toList();
        sales.parallelStream().forEach(sale -> {
            while (!till.deliver(sale).isEmpty()) {
                Thread.onSpinWait();
            }
        });
        sales.forEach(till::deliver);

        assertThat(till.account(1).pendingTotal()).isEqualTo(Money.of("15.00", TestMarket.EUR));
        assertThat(till.account(1).tallies().values()).containsExactly(1_500L);
        assertThat(till.account(1).version()).isEqualTo(till.entries(1).size());
        // A refund gives its room to later conversions only.
        till.deliver(till.market.refund("C-0", "R-1", "20.00"));
        long left = till.account(1).pendingTotal().minor();
        till.deliver(till.market.sale("C-10", 1, "100.00"));
        assertThat(till.account(1).pendingTotal()).isEqualTo(Money.of("15.00", TestMarket.EUR));
        assertThat(left).isLessThanOrEqualTo(1_500);
    }

    @Test
    void tiers_countEachSaleOnce_inABatchAndByItself() {
        Pay.Tiered tiers = new Pay.Tiered(
                Measure.REVENUE,
                Period.Length.MONTH,
                Pay.Tiered.Mode.MARGINAL,
                List.of(step(0, "5"), step(100_000, "7"), step(500_000, "10")));
        Till till = till(last(), List.of(new Rule(new RuleId("base"), List.of(), tiers, Optional.empty())), List.of());
        Postback first = till.market.sale("T-1", 1, "900.00");
        Postback second = till.market.sale("T-2", 1, "200.00");

        till.deliver(first, second, first);
        till.deliver(second);

        assertThat(amounts(till, "T-1")).containsExactly("45.00 EUR");
        assertThat(amounts(till, "T-2")).containsExactly("12.00 EUR");
        assertThat(till.account(1).tallies().values()).containsExactly(110_000L);
        // A refund reverses at the captured amount, lowers the counter and re-rates nothing.
        till.deliver(till.market.refund("T-1", "R-1", "450.00"));
        assertThat(till.order("T-1").orElseThrow().commissions().getFirst().net())
                .isEqualTo(Money.of("22.50", TestMarket.EUR));
        assertThat(till.account(1).tallies().values()).containsExactly(65_000L);
        assertThat(amounts(till, "T-2")).containsExactly("12.00 EUR");
    }

    @Test
    void linearModel_waitsForTheClicks_andSplitsInOneTransaction() {
        Till till = till(policy(Model.LINEAR), List.of(percent("base", "10")), List.of());
        List<VerifiedClick> clicks = List.of(click(till, 1, 600), click(till, 2, 400), click(till, 3, 200));
        new DynamoVisitorHistory(Till.TABLE)
                .put(
                        new Visitor(till.market.program, VISITOR),
                        VisitorClicks.NONE.with(clicks, Instant.EPOCH),
                        0,
                        TestMarket.SALE.plusSeconds(99_999));
        Postback sale = till.market.call(reward("S-1", "sale", Optional.of(clicks.getLast()), "100.00", till));

        assertThat(till.deliver(sale, sale)).isEmpty();
        assertThat(till.order("S-1").orElseThrow().stage()).isEqualTo(Stage.DECIDING);
        assertThat(till.results("S-1")).containsExactly(Kind.DECIDING);
        assertThat(till.balance(3)).isEqualTo("none");
        till.now = sale.receivedAt().plus(Duration.ofMinutes(5));
        due(till, "S-1");
        due(till, "S-1");
        till.deliver(sale);

        assertThat(till.results("S-1")).containsExactly(Kind.CONVERTED);
        assertThat(amounts(till, "S-1")).containsExactly("3.34 EUR", "3.33 EUR", "3.33 EUR");
        assertThat(List.of(till.balance(1), till.balance(2), till.balance(3)))
                .containsExactly("1 334/0/0", "1 333/0/0", "1 333/0/0");
        till.deliver(till.market.refund("S-1", "R-1", "100.00"));
        assertThat(List.of(till.balance(1), till.balance(2), till.balance(3)))
                .containsExactly("2 0/0/0", "2 0/0/0", "2 0/0/0");
    }

    @Test
    void withoutHistory_theTokensClickCountsAlone_andSaysSo() {
        Till till = till(policy(Model.FIRST_CLICK), List.of(percent("base", "10")), List.of());
        Postback sale = till.market.sale("O-1", 2, "100.00");

        till.deliver(sale);
        till.now = sale.receivedAt().plus(Duration.ofMinutes(5));
        due(till, "O-1");

        assertThat(amounts(till, "O-1")).containsExactly("10.00 EUR");
        OrderState order = till.order("O-1").orElseThrow();
        assertThat(order.sale()
                        .orElseThrow()
                        .captured()
                        .getFirst()
                        .share()
                        .flags()
                        .toString())
                .contains("ONE_TOUCH");
    }

    @Test
    void subscription_followsItsFirstCharge_byStages() {
        Pay.Staged stages = new Pay.Staged(List.of(
                new Pay.Stage(Optional.of(1), new Pay.Percent(new BigDecimal("25"))),
                new Pay.Stage(Optional.empty(), new Pay.Percent(BigDecimal.TEN))));
        Till till = till(last(), List.of(new Rule(new RuleId("base"), List.of(), stages, Optional.empty())), List.of());
        Postback first = charge(till, "B-1", Optional.of(click(till, 2, 60)), TestMarket.SALE);
        Postback second = charge(till, "B-2", Optional.empty(), TestMarket.SALE.plus(Duration.ofDays(40)));

        till.deliver(first, first);
        till.now = TestMarket.SALE.plus(Duration.ofDays(40)).plusSeconds(60);
        till.deliver(second, second);

        assertThat(amounts(till, "B-1", "subscription")).containsExactly("25.00 EUR");
        assertThat(amounts(till, "B-2", "subscription")).containsExactly("10.00 EUR");
        assertThat(till.account(2).version()).isEqualTo(2);
    }

    @Test
    void tooFast_isHeldForReview_andFreedWhenNobodySaysAWord() {
        AttributionPolicy policy = new AttributionPolicy(
                Model.LAST_CLICK,
                30,
                AttributionPolicy.Precedence.COUPON,
                Optional.empty(),
                Optional.of(601),
                Optional.empty());
        Till till = till(policy, List.of(percent("base", "10")), List.of());
        Postback sale = till.market.sale("F-1", 1, "100.00");

        till.deliver(sale);
        assertThat(till.account(1).held()).isEqualTo(1_000);
        assertThat(till.account(1).pendingTotal().isZero()).isTrue();
        till.now = till.now.plus(Duration.ofDays(30));
        due(till, "F-1");
        due(till, "F-1");

        assertThat(till.account(1).held()).isZero();
        assertThat(till.account(1).pendingTotal().minor() + till.account(1).available())
                .isEqualTo(1_000);
        assertThat(till.account(1).version()).isEqualTo(2);
    }

    private static void due(Till till, String order) {
        assertThat(till.deliver(till.handler(), List.of(till.due(order)))).isEmpty();
    }

    private static List<String> amounts(Till till, String order) {
        return amounts(till.order(order).orElseThrow());
    }

    private static List<String> amounts(Till till, String order, String event) {
        ConversionKey key = new ConversionKey(till.market.program, new OrderId(order), new EventName(event));
        return amounts(new DynamoOrders(Till.TABLE).find(key).orElseThrow().value());
    }

    private static List<String> amounts(OrderState order) {
        List<String> amounts = new ArrayList<>();
        order.commissions()
                .forEach(commission -> amounts.add(commission.amount().toString()));
        return amounts;
    }

    private static Postback charge(Till till, String order, Optional<VerifiedClick> click, Instant at) {
        Reward reward = reward(order, "subscription", click, "100.00", till);
        return new Postback(
                new Reward(
                        reward.key(),
                        Optional.of(at),
                        reward.click(),
                        reward.coupons(),
                        reward.amounts(),
                        reward.items(),
                        reward.customer(),
                        Optional.of(new SubscriptionId("sub-1")),
                        reward.checkoutStartedAt(),
                        reward.verdict(),
                        reward.test()),
                till.market.call(reward).receipt(),
                at.plusSeconds(1));
    }

    private static Reward reward(String order, String event, Optional<VerifiedClick> click, String amount, Till till) {
        return new Reward(
                new ConversionKey(till.market.program, new OrderId(order), new EventName(event)),
                Optional.of(TestMarket.SALE),
                click,
                List.of(),
                Optional.of(Amounts.of(Money.of(amount, TestMarket.EUR))),
                List.of(),
                Customer.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static VerifiedClick click(Till till, int affiliate, int secondsBefore) {
        ClickToken token = new ClickToken(
                till.market.program,
                till.market.affiliate(affiliate),
                new LinkId(affiliate),
                Optional.empty(),
                TestMarket.SALE.minusSeconds(secondsBefore),
                1,
                affiliate,
                0,
                Optional.empty(),
                Device.DESKTOP,
                OptionalLong.of(VISITOR),
                true,
                true,
                false);
        return VerifiedClick.of(ClickTokens.sign(token, TestClick.KEYS), token);
    }

    private static AttributionPolicy last() {
        return policy(Model.LAST_CLICK);
    }

    private static AttributionPolicy policy(Model model) {
        return new AttributionPolicy(model, 30, AttributionPolicy.Precedence.COUPON);
    }

    private static Rule percent(String id, String percent) {
        return new Rule(new RuleId(id), List.of(), new Pay.Percent(new BigDecimal(percent)), Optional.empty());
    }

    private static Pay.Step step(long from, String percent) {
        return new Pay.Step(from, new Pay.Percent(new BigDecimal(percent)));
    }

    private static Cap cap(String most) {
        return new Cap(Optional.empty(), Period.Length.DAY, Money.of(most, TestMarket.EUR));
    }

    private static Till till(AttributionPolicy policy, List<Rule> rules, List<Cap> caps) {
        TermsDocument terms = new TermsDocument(
                1,
                Instant.EPOCH,
                policy,
                TermsDocument.PaidUnder.CLICK,
                rules,
                Limits.NONE,
                caps,
                Optional.empty(),
                30,
                ValidationPolicy.AUTO,
                Money.zero(TestMarket.EUR),
                65,
                List.of());
        return new Till(new TestMarket(Till.TABLE, 3, terms));
    }
}
