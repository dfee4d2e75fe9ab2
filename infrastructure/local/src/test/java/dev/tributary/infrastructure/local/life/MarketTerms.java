package dev.tributary.infrastructure.local.life;

import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.AttributionPolicy.BindingPolicy;
import dev.tributary.domain.terms.AttributionPolicy.Model;
import dev.tributary.domain.terms.AttributionPolicy.Rebind;
import dev.tributary.domain.terms.Bonus;
import dev.tributary.domain.terms.BonusId;
import dev.tributary.domain.terms.Cap;
import dev.tributary.domain.terms.ClickPay;
import dev.tributary.domain.terms.Condition;
import dev.tributary.domain.terms.Limits;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.ValidationPolicy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Terms under which it counts what came before: tiers, caps, bonuses, splits, bindings. Figures are so low
/// that the few orders of a life reach and lose them.
final class MarketTerms {
    private static final AttributionPolicy LAST_CLICK =
            new AttributionPolicy(Model.LAST_CLICK, Market.WINDOW_DAYS, AttributionPolicy.Precedence.COUPON);

    private final CurrencyCode currency;
    private final int holdDays;

    private MarketTerms(CurrencyCode currency, int holdDays) {
        this.currency = currency;
        this.holdDays = holdDays;
    }

    /// Every tier, limit, cap, pay for clicks, and bonuses that conversions reach.
    static TermsDocument counted(Market market) {
        MarketTerms terms = new MarketTerms(market.currency(), market.holdDays());
        return terms.document(
                LAST_CLICK,
                List.of(
                        rule(
                                "lead",
                                new Condition.Events(Set.of(EventName.LEAD)),
                                tiered(
                                        Measure.CONVERSIONS,
                                        Pay.Tiered.Mode.MARGINAL,
                                        new Pay.Step(0, new Pay.Fixed(terms.money(400))),
                                        new Pay.Step(1, new Pay.Fixed(terms.money(500))),
                                        new Pay.Step(2, new Pay.Fixed(terms.money(600))),
                                        new Pay.Step(3, new Pay.Fixed(terms.money(700))))),
                        // A tier counts the clicks of a day whose pay finds no room under the cap.
                        rule(
                                "coupon",
                                new Condition.CouponUsed(Set.of()),
                                tiered(
                                        Measure.QUALIFIED_CLICKS,
                                        Pay.Tiered.Mode.MARGINAL,
                                        new Pay.Step(0, new Pay.PerItem(terms.money(75))),
                                        new Pay.Step(80, new Pay.PerItem(terms.money(125))))),
                        rule(
                                "shoes",
                                category("shoes"),
                                tiered(
                                        Measure.REVENUE,
                                        Pay.Tiered.Mode.MARGINAL,
                                        new Pay.Step(0, percent("5")),
                                        new Pay.Step(30_000, percent("7.5")),
                                        new Pay.Step(80_000, percent("10")))),
                        rule(
                                "hats",
                                category("hats"),
                                tiered(
                                        Measure.CONVERSIONS,
                                        Pay.Tiered.Mode.RETROACTIVE,
                                        new Pay.Step(0, percent("0")),
                                        new Pay.Step(3, percent("4")),
                                        new Pay.Step(6, percent("6.5")))),
                        new Rule(
                                new RuleId("base"),
                                List.of(),
                                tiered(
                                        Measure.REVENUE,
                                        Pay.Tiered.Mode.RETROACTIVE,
                                        new Pay.Step(0, percent("5")),
                                        new Pay.Step(25_000, percent("7.5")),
                                        new Pay.Step(70_000, percent("10"))),
                                Optional.empty())),
                new Limits(Optional.of(terms.money(100)), Optional.of(terms.money(2_500))),
                List.of(
                        new Cap(Optional.of(new RuleId("shoes")), Period.Length.DAY, terms.money(400)),
                        new Cap(Optional.empty(), Period.Length.MONTH, terms.money(4_000))),
                Optional.of(new ClickPay(new RuleId("clicks"), Set.of(), terms.money(5), Optional.of(60))),
                List.of(
                        terms.milestone("three", Measure.CONVERSIONS, 3),
                        terms.milestone("revenue", Measure.REVENUE, 50_000),
                        new Bonus.Signing(
                                new BonusId("hello"), Set.of(), Bonus.Signing.When.FIRST_SALE, terms.money(1_000))));
    }

    /// A conversion is parted between those who brought it; a cap on one share gives nothing to the others.
    static TermsDocument split(Market market, Model model) {
        MarketTerms terms = new MarketTerms(market.currency(), market.holdDays());
        return terms.document(
                new AttributionPolicy(model, Market.WINDOW_DAYS, AttributionPolicy.Precedence.COUPON),
                List.of(
                        rule(
                                "shoes",
                                category("shoes"),
                                new Pay.FixedAndPercent(terms.money(100), new BigDecimal("12.5"))),
                        new Rule(
                                new RuleId("base"),
                                List.of(),
                                tiered(
                                        Measure.CONVERSIONS,
                                        Pay.Tiered.Mode.RETROACTIVE,
                                        new Pay.Step(0, percent("5")),
                                        new Pay.Step(2, percent("7.5"))),
                                Optional.empty())),
                Limits.NONE,
                List.of(new Cap(Optional.empty(), Period.Length.DAY, terms.money(1_500))),
                Optional.empty(),
                List.of());
    }

    /// Customers are bound for a year, and the charges of a subscription are paid by stages.
    static TermsDocument bound(Market market, Rebind rebind) {
        MarketTerms terms = new MarketTerms(market.currency(), market.holdDays());
        return terms.document(
                new AttributionPolicy(
                        Model.LAST_CLICK,
                        Market.WINDOW_DAYS,
                        AttributionPolicy.Precedence.COUPON,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new BindingPolicy(Optional.of(12), Optional.empty(), rebind))),
                List.of(
                        rule(
                                "charges",
                                new Condition.Events(Set.of(EventName.SUBSCRIPTION)),
                                new Pay.Staged(List.of(
                                        new Pay.Stage(Optional.of(1), percent("25")),
                                        new Pay.Stage(Optional.empty(), percent("10"))))),
                        new Rule(new RuleId("base"), List.of(), percent("8"), Optional.empty())),
                Limits.NONE,
                List.of(),
                Optional.empty(),
                List.of());
    }

    private TermsDocument document(
            AttributionPolicy attribution,
            List<Rule> rules,
            Limits limits,
            List<Cap> caps,
            Optional<ClickPay> clicks,
            List<Bonus> bonuses) {
        return new TermsDocument(
                1,
                Instant.EPOCH,
                attribution,
                TermsDocument.PaidUnder.CLICK,
                rules,
                limits,
                caps,
                clicks,
                holdDays,
                ValidationPolicy.AUTO,
                Money.zero(currency),
                65,
                bonuses);
    }

    private Bonus milestone(String id, Measure measure, long from) {
        return new Bonus.Milestone(new BonusId(id), Set.of(), measure, Period.Length.MONTH, from, money(2_000));
    }

    private Money money(long minor) {
        return new Money(minor, currency);
    }

    private static Pay.Percent percent(String percent) {
        return new Pay.Percent(new BigDecimal(percent));
    }

    private static Condition category(String name) {
        return new Condition.Categories(Set.of(new Category(name)));
    }

    private static Pay tiered(Measure measure, Pay.Tiered.Mode mode, Pay.Step... steps) {
        return new Pay.Tiered(measure, Period.Length.MONTH, mode, List.of(steps));
    }

    private static Rule rule(String id, Condition condition, Pay pay) {
        return new Rule(new RuleId(id), List.of(condition), pay, Optional.empty());
    }
}
