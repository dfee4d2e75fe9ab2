package dev.tributary.api;

import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.Condition;
import dev.tributary.domain.terms.Group;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsCheck;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.ValidationPolicy;
import dev.tributary.infrastructure.lambda.FieldReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Terms in a body, in the shape in which they are shown. What is left out is as domain.md has it by
/// default; what is wrong is noted in the reader, and then the document is not to be used.
final class TermsReader {
    private static final int MOST_CONDITIONS = 20;
    private static final int MOST_VALUES = 100;
    private static final List<String> KINDS = List.of("events", "groups", "products", "categories", "coupons", "dates");

    private final FieldReader body;
    private final CurrencyCode currency;

    private TermsReader(FieldReader body, CurrencyCode currency) {
        this.body = body;
        this.currency = currency;
    }

    /// A draft: without a version, and without a time from which it holds.
    static TermsDocument draft(FieldReader body, CurrencyCode currency) {
        return new TermsReader(body, currency).draft();
    }

    private TermsDocument draft() {
        FieldReader attribution = body.object("attribution");
        FieldReader validation = body.object("validation");
        return new TermsDocument(
                TermsDocument.NONE,
                Instant.EPOCH,
                new AttributionPolicy(
                        attribution
                                .text("model", Texts.constant(AttributionPolicy.Model.class))
                                .orElse(AttributionPolicy.Model.LAST_CLICK),
                        attribution.whole("window_days").orElse(AttributionPolicy.DEFAULT_WINDOW_DAYS),
                        attribution
                                .text("precedence", Texts.constant(AttributionPolicy.Precedence.class))
                                .orElse(AttributionPolicy.Precedence.COUPON)),
                body.text("paid_under", Texts.constant(TermsDocument.PaidUnder.class))
                        .orElse(TermsDocument.PaidUnder.CLICK),
                rules(),
                body.whole("hold_days").orElse(TermsDocument.DEFAULT_HOLD_DAYS),
                new ValidationPolicy(
                        validation
                                .text("mode", Texts.constant(ValidationPolicy.Mode.class))
                                .orElse(ValidationPolicy.Mode.AUTO),
                        validation.whole("days").orElse(ValidationPolicy.DEFAULT_DAYS)),
                Texts.money(body, "minimum_payout", currency).orElse(Money.zero(currency)),
                body.whole("pays_within_days").orElse(TermsDocument.DEFAULT_PAYS_WITHIN_DAYS));
    }

    private List<Rule> rules() {
        if (!body.has("rules")) {
            body.fault("rules", FieldReader.MISSING, "This field is required here.");
        }
        List<Rule> rules = new ArrayList<>();
        for (FieldReader rule : body.objects("rules", TermsCheck.MOST_RULES)) {
            Optional<RuleId> id = rule.required("id", rule.text("id", TermsReader::ruleId));
            List<Condition> conditions = new ArrayList<>();
            for (FieldReader condition : rule.objects("conditions", MOST_CONDITIONS)) {
                Optional<Condition> read = condition(condition);
                if (read.isEmpty()) {
                    rule.fault("conditions", "not_one_kind", "A condition has one kind of those that there are.");
                }
                read.ifPresent(conditions::add);
            }
            Optional<Pay> pay = pay(rule);
            Optional<Integer> holdDays = rule.whole("hold_days");
            if (id.isPresent() && pay.isPresent()) {
                rules.add(new Rule(id.get(), conditions, pay.get(), holdDays));
            }
        }
        return rules;
    }

    private Optional<Pay> pay(FieldReader rule) {
        FieldReader pay = rule.object("pay");
        Optional<BigDecimal> percent = pay.text("percent", Texts::percent);
        Optional<Money> amount = Texts.money(pay, "amount", currency);
        if (percent.isPresent() && amount.isPresent()) {
            return Optional.of(new Pay.FixedAndPercent(amount.get(), percent.get()));
        }
        if (!pay.has("percent") && !pay.has("amount")) {
            rule.fault("pay", FieldReader.MISSING, "A rule pays a percent, an amount, or both.");
        }
        return percent.<Pay>map(Pay.Percent::new).or(() -> amount.map(Pay.Fixed::new));
    }

    private static Optional<Condition> condition(FieldReader json) {
        List<String> there = KINDS.stream().filter(json::has).toList();
        if (there.size() != 1) {
            KINDS.forEach(json::isNull);
            return Optional.empty();
        }
        String kind = there.getFirst();
        return Optional.of(
                switch (kind) {
                    case "events" -> new Condition.Events(values(json, kind, EventName::parse));
                    case "groups" -> new Condition.Groups(values(json, kind, TermsReader::group));
                    case "products" -> new Condition.Products(values(json, kind, Sku::parse));
                    case "categories" -> new Condition.Categories(values(json, kind, Category::parse));
                    case "coupons" -> new Condition.CouponUsed(values(json, kind, CouponCode::parse));
                    default -> {
                        FieldReader dates = json.object(kind);
                        yield new Condition.Dates(dates.text("first", Texts::day), dates.text("last", Texts::day));
                    }
                });
    }

    private static <T> Set<T> values(FieldReader json, String name, Function<String, Optional<T>> read) {
        return Set.copyOf(json.texts(name, MOST_VALUES, read));
    }

    static Optional<Group> group(String text) {
        return text.isBlank() || text.length() > 64 ? Optional.empty() : Optional.of(new Group(text));
    }

    private static Optional<RuleId> ruleId(String text) {
        return text.matches("[a-z0-9_-]{1,40}") ? Optional.of(new RuleId(text)) : Optional.empty();
    }
}
