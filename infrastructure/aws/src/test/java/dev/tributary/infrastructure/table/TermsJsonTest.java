package dev.tributary.infrastructure.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.party.ChannelKind;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.AttributionPolicy.AfterCheckout;
import dev.tributary.domain.terms.AttributionPolicy.BindingPolicy;
import dev.tributary.domain.terms.AttributionPolicy.Model;
import dev.tributary.domain.terms.AttributionPolicy.Precedence;
import dev.tributary.domain.terms.AttributionPolicy.Rebind;
import dev.tributary.domain.terms.AttributionPolicy.Treatment;
import dev.tributary.domain.terms.Cap;
import dev.tributary.domain.terms.ClickPay;
import dev.tributary.domain.terms.Condition;
import dev.tributary.domain.terms.Group;
import dev.tributary.domain.terms.Limits;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.ValidationPolicy;
import dev.tributary.domain.token.Device;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Terms come back from their JSON as they went in, of every kind; and those that were stored before
/// there were more kinds still read.
final class TermsJsonTest {
    private static final Pay PERCENT = new Pay.Percent(new BigDecimal("12.5"));

    static Stream<Pay> pays() {
        return Stream.of(
                PERCENT,
                new Pay.Fixed(eur("5.00")),
                new Pay.FixedAndPercent(eur("1.00"), BigDecimal.ONE),
                new Pay.PerItem(eur("0.50")),
                new Pay.Staged(List.of(
                        new Pay.Stage(Optional.of(12), new Pay.Percent(new BigDecimal("25"))),
                        new Pay.Stage(Optional.of(1), new Pay.PerItem(eur("1.00"))),
                        new Pay.Stage(Optional.empty(), new Pay.FixedAndPercent(eur("2.00"), BigDecimal.TEN)))),
                new Pay.Tiered(
                        Measure.REVENUE,
                        Period.Length.MONTH,
                        Pay.Tiered.Mode.MARGINAL,
                        List.of(
                                new Pay.Step(0, new Pay.Percent(new BigDecimal("5"))),
                                new Pay.Step(10_000_000_000_000L, new Pay.Percent(new BigDecimal("7"))))));
    }

    static Stream<Condition> conditions() {
        return Stream.of(
                new Condition.Events(Set.of(EventName.SALE, EventName.LEAD)),
                new Condition.Dates(Optional.of(LocalDate.parse("2026-11-01")), Optional.empty()),
                new Condition.Dates(Optional.empty(), Optional.of(LocalDate.parse("2026-11-30"))),
                new Condition.Days(Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)),
                new Condition.Hours(LocalTime.parse("22:00"), LocalTime.parse("02:30:15")),
                new Condition.Groups(Set.of(new Group("Gold club"), new Group("vip"))),
                new Condition.Channels(Set.of(ChannelKind.values())),
                new Condition.CouponUsed(Set.of()),
                new Condition.CouponUsed(Set.of(new CouponCode("ANNA10"))),
                new Condition.Products(Set.of(new Sku("S 1"))),
                new Condition.Categories(Set.of(new Category("shoes"), new Category("{hats}"))),
                new Condition.NewCustomer(true),
                new Condition.NewCustomer(false),
                new Condition.Countries(Set.of(new CountryCode("LV"))),
                new Condition.Devices(Set.of(Device.values())),
                new Condition.OrderAmount(Optional.of(eur("1.00")), Optional.of(eur("2.00"))),
                new Condition.OrderAmount(Optional.empty(), Optional.of(eur("2.00"))));
    }

    static Stream<AttributionPolicy> policies() {
        Optional<BindingPolicy> endless = Optional.of(BindingPolicy.ENDLESS);
        return Stream.of(
                policy(Model.LAST_CLICK, Optional.empty(), Optional.empty(), Optional.empty()),
                policy(Model.FIRST_CLICK, Optional.empty(), Optional.of(0), endless),
                policy(
                        Model.LINEAR,
                        Optional.of(new AfterCheckout(
                                Set.of(ChannelKind.CASHBACK, ChannelKind.COUPON_SITE), new Treatment.Suppress())),
                        Optional.of(10),
                        Optional.of(new BindingPolicy(Optional.of(12), Optional.empty(), Rebind.NEW_CLICK))),
                policy(
                        Model.POSITION,
                        Optional.of(new AfterCheckout(Set.of(), new Treatment.Cut(Fraction.of(1, 3)))),
                        Optional.empty(),
                        Optional.of(new BindingPolicy(Optional.of(1), Optional.of(2), Rebind.KEEP))));
    }

    @ParameterizedTest
    @MethodSource("pays")
    void pay_comesBack(Pay pay) {
        assertThat(PayJson.read(PayJson.write(pay).toString())).isEqualTo(pay);
        again(document(policies().findFirst().orElseThrow(), List.of(rule("a", pay))));
    }

    @ParameterizedTest
    @EnumSource(Measure.class)
    void tier_comesBackInEveryPeriodAndMode(Measure measure) {
        for (Period.Length period : Period.Length.values()) {
            for (Pay.Tiered.Mode mode : Pay.Tiered.Mode.values()) {
                Pay pay = new Pay.Tiered(measure, period, mode, List.of(new Pay.Step(3, new Pay.Fixed(eur("1.00")))));
                assertThat(PayJson.read(PayJson.write(pay).toString())).isEqualTo(pay);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void condition_comesBack(Condition condition) {
        again(document(policies().findFirst().orElseThrow(), List.of(rule("a", PERCENT, condition))));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void attribution_comesBack(AttributionPolicy policy) {
        again(document(policy, List.of(rule("a", PERCENT))));
    }

    /// No kind is left out above.
    @Test
    void everyKind_isAmongThem() {
        assertThat(conditions().map(Object::getClass).distinct())
                .hasSize(Condition.class.getPermittedSubclasses().length);
        assertThat(pays().map(Object::getClass).distinct())
                .hasSize(
                        Pay.class.getPermittedSubclasses().length - 1 + Pay.Flat.class.getPermittedSubclasses().length);
        assertThat(policies().map(AttributionPolicy::model)).containsExactlyInAnyOrder(Model.values());
    }

    @Test
    void everythingTogether_comesBack() {
        List<Rule> rules = new ArrayList<>();
        pays().forEach(pay -> rules.add(
                new Rule(new RuleId("r" + rules.size()), conditions().toList(), pay, Optional.of(rules.size()))));
        policies().forEach(policy -> again(document(policy, rules)));
    }

    /// Stored by a version of the platform that knew no more.
    @Test
    void oldDocument_reads() {
        TermsDocument old = TermsJson.read("""
            {"version":1,"effective_from":"2026-01-01T00:00:00Z","model":"last_click","window_days":30,
             "precedence":"coupon","paid_under":"click","hold_days":30,"validation":"auto","validation_days":30,
             "minimum_payout":"0.00 EUR","pays_within_days":65,
             "rules":[{"id":"base","conditions":[{"events":["sale"]}],"pay":{"percent":"10"}},
                      {"id":"lead","conditions":[{"dates":{"first":"2026-11-01"}},{"coupons":[]}],
                       "pay":{"percent":"1","fixed":"5.00 EUR"},"hold_days":7}]}
            """);
        assertThat(old)
                .isEqualTo(new TermsDocument(
                        1,
                        Instant.parse("2026-01-01T00:00:00Z"),
                        new AttributionPolicy(Model.LAST_CLICK, 30, Precedence.COUPON),
                        TermsDocument.PaidUnder.CLICK,
                        List.of(
                                rule(
                                        "base",
                                        new Pay.Percent(BigDecimal.TEN),
                                        new Condition.Events(Set.of(EventName.SALE))),
                                new Rule(
                                        new RuleId("lead"),
                                        List.of(
                                                new Condition.Dates(
                                                        Optional.of(LocalDate.parse("2026-11-01")), Optional.empty()),
                                                new Condition.CouponUsed(Set.of())),
                                        new Pay.FixedAndPercent(eur("5.00"), BigDecimal.ONE),
                                        Optional.of(7))),
                        30,
                        ValidationPolicy.AUTO,
                        eur("0.00"),
                        65));
        // And what it knew is written as it wrote it.
        assertThat(TermsJson.write(old)).doesNotContain("limits", "caps", "click_pay", "binding", "least", "after");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # of the text     | instead                      | says
        "skus"            | "moons"                      | condition that is not known
        {"skus":["S 1"]}  | {}                           | condition that is not known
        "pays_within_days" | "pays_within_weeks"         | not known: pays_within_weeks
        "hold_days":7     | "hold_weeks":1               | not known: hold_weeks
        "per_item"        | "per_kilogram"               | percent of a stored item is no text
        "retroactive"     | "sometimes"                  | SOMETIMES
        """)
    void whatIsNotKnown_isRefused(String part, String instead, String says) {
        Rule rule = new Rule(
                new RuleId("a"),
                List.of(new Condition.Products(Set.of(new Sku("S 1")))),
                new Pay.PerItem(eur("1.00")),
                Optional.of(7));
        Rule tiered = rule(
                "b",
                new Pay.Tiered(
                        Measure.CONVERSIONS,
                        Period.Length.EVER,
                        Pay.Tiered.Mode.RETROACTIVE,
                        List.of(new Pay.Step(0, new Pay.Fixed(eur("1.00"))))));
        String text = TermsJson.write(document(policies().findFirst().orElseThrow(), List.of(rule, tiered)));
        assertThat(text).contains(part);
        assertThatThrownBy(() -> TermsJson.read(text.replace(part, instead))).hasMessageContaining(says);
    }

    /// The same document, and the same text: one document has one JSON.
    private static void again(TermsDocument document) {
        String text = TermsJson.write(document);
        assertThat(TermsJson.read(text)).isEqualTo(document);
        assertThat(TermsJson.write(TermsJson.read(text))).isEqualTo(text);
    }

    private static TermsDocument document(AttributionPolicy policy, List<Rule> rules) {
        return new TermsDocument(
                3,
                Instant.parse("2026-01-01T00:00:00Z"),
                policy,
                TermsDocument.PaidUnder.CONVERSION,
                rules,
                new Limits(Optional.of(eur("1.00")), Optional.of(eur("50.00"))),
                List.of(
                        new Cap(Optional.of(new RuleId("a")), Period.Length.DAY, eur("100.00")),
                        new Cap(Optional.empty(), Period.Length.MONTH, eur("1000.00"))),
                Optional.of(
                        new ClickPay(new RuleId("clicks"), Set.of(new Group("vip")), eur("0.05"), Optional.of(100))),
                30,
                new ValidationPolicy(ValidationPolicy.Mode.MANUAL, 20),
                eur("25.00"),
                65,
                List.of());
    }

    private static AttributionPolicy policy(
            Model model,
            Optional<AfterCheckout> after,
            Optional<Integer> leastSeconds,
            Optional<BindingPolicy> binding) {
        return new AttributionPolicy(model, 45, Precedence.CLICK, after, leastSeconds, binding);
    }

    private static Rule rule(String id, Pay pay, Condition... conditions) {
        return new Rule(new RuleId(id), Arrays.asList(conditions), pay, Optional.empty());
    }

    private static Money eur(String amount) {
        return Money.of(amount, TestMarket.EUR);
    }
}
