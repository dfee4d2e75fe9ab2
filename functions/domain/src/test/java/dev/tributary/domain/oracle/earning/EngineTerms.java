package dev.tributary.domain.oracle.earning;

import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.oracle.earning.Situation.When;
import dev.tributary.domain.party.ChannelKind;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.Cap;
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
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A situation's terms in the engine's own types.
record EngineTerms(CurrencyCode currency) {
    Money money(BigDecimal amount) {
        return Money.of(amount.toPlainString(), currency);
    }

    TermsDocument document(Situation.Terms terms) {
        return new TermsDocument(
                1,
                Instant.EPOCH,
                new AttributionPolicy(AttributionPolicy.Model.LAST_CLICK, 30, AttributionPolicy.Precedence.COUPON),
                TermsDocument.PaidUnder.CLICK,
                terms.rules().stream().map(this::rule).toList(),
                new Limits(terms.least().map(this::money), terms.most().map(this::money)),
                terms.caps().stream()
                        .map(cap -> new Cap(cap.rule().map(RuleId::new), length(cap.length()), money(cap.most())))
                        .toList(),
                Optional.empty(),
                TermsDocument.DEFAULT_HOLD_DAYS,
                ValidationPolicy.AUTO,
                Money.zero(currency),
                TermsDocument.DEFAULT_PAYS_WITHIN_DAYS,
                List.of());
    }

    private Rule rule(Situation.Rule rule) {
        return new Rule(
                new RuleId(rule.id()),
                rule.conditions().stream().map(this::condition).toList(),
                pay(rule.pay()),
                Optional.empty());
    }

    private Condition condition(When when) {
        return switch (when) {
            case When.OneOf of -> condition(of);
            case When.Dates of -> new Condition.Dates(of.first(), of.last());
            case When.Days of -> new Condition.Days(of.days());
            case When.Hours of -> new Condition.Hours(of.from(), of.to());
            case When.New of -> new Condition.NewCustomer(of.isNew());
            case When.Amount of ->
                new Condition.OrderAmount(of.least().map(this::money), of.most().map(this::money));
        };
    }

    private static Condition condition(When.OneOf of) {
        return switch (of.subject()) {
            case EVENT -> new Condition.Events(set(of.names(), EventName::new));
            case GROUP -> new Condition.Groups(set(of.names(), Group::new));
            case CHANNEL ->
                new Condition.Channels(set(of.names(), text -> ChannelKind.valueOf(text.toUpperCase(Locale.ROOT))));
            case COUPON -> new Condition.CouponUsed(set(of.names(), CouponCode::new));
            case SKU -> new Condition.Products(set(of.names(), Sku::new));
            case CATEGORY -> new Condition.Categories(set(of.names(), Category::new));
            case COUNTRY -> new Condition.Countries(set(of.names(), CountryCode::new));
            case DEVICE ->
                new Condition.Devices(set(of.names(), text -> Device.valueOf(text.toUpperCase(Locale.ROOT))));
        };
    }

    Pay pay(Situation.Pay pay) {
        return switch (pay) {
            case Situation.Flat flat -> flat(flat);
            case Situation.Staged staged ->
                new Pay.Staged(staged.stages().stream()
                        .map(stage -> new Pay.Stage(stage.months(), flat(stage.pay())))
                        .toList());
            case Situation.Tiered tier ->
                new Pay.Tiered(
                        Measure.valueOf(tier.measure().toUpperCase(Locale.ROOT)),
                        length(tier.length()),
                        tier.marginal() ? Pay.Tiered.Mode.MARGINAL : Pay.Tiered.Mode.RETROACTIVE,
                        tier.steps().stream()
                                .map(step -> new Pay.Step(from(tier, step.from()), flat(step.pay())))
                                .toList());
        };
    }

    private long from(Situation.Tiered tier, BigDecimal from) {
        return tier.measure().equals("revenue") ? money(from).minor() : from.longValueExact();
    }

    private Pay.Flat flat(Situation.Flat flat) {
        if (flat.perItem().signum() > 0) {
            return new Pay.PerItem(money(flat.perItem()));
        }
        if (flat.fixed().signum() == 0) {
            return new Pay.Percent(flat.percent());
        }
        return flat.percent().signum() == 0
                ? new Pay.Fixed(money(flat.fixed()))
                : new Pay.FixedAndPercent(money(flat.fixed()), flat.percent());
    }

    private static Period.Length length(String text) {
        return Period.Length.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static <T> Set<T> set(Set<String> texts, Function<String, T> of) {
        return texts.stream().map(of).collect(Collectors.toSet());
    }
}
