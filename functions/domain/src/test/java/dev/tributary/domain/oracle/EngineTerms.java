package dev.tributary.domain.oracle;

import dev.tributary.domain.attribution.EnrollmentFacts;
import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.PersonTag;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.ProgramFacts;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.Condition;
import dev.tributary.domain.terms.Group;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.TermsHistory;
import dev.tributary.domain.terms.ValidationPolicy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A history's program and affiliates in the engine's own types.
final class EngineTerms {
    private final CurrencyCode currency;

    EngineTerms(String currency) {
        this.currency = new CurrencyCode(currency);
    }

    ProgramFacts program(History.Setup setup) {
        return new ProgramFacts(
                new ProgramId(1),
                currency,
                setup.zone(),
                new TermsHistory(setup.versions().stream().map(this::document).toList()));
    }

    EnrollmentFacts enrollment(History.Affiliate affiliate, Instant now) {
        return new EnrollmentFacts(
                new AffiliateId(affiliate.number()),
                affiliate.changes().stream()
                        .filter(change -> !change.since().isAfter(now))
                        .map(change -> new Enrollment.Change(
                                EnrollmentState.valueOf(change.standing().name()), change.since()))
                        .toList(),
                set(affiliate.groups(), Group::new),
                set(affiliate.members(), PersonTag::new),
                affiliate.override().map(this::pay));
    }

    Money money(BigDecimal amount) {
        return Money.of(amount.toPlainString(), currency);
    }

    private TermsDocument document(History.Terms terms) {
        AttributionPolicy policy = new AttributionPolicy(
                AttributionPolicy.Model.LAST_CLICK,
                terms.windowDays(),
                terms.clickFirst() ? AttributionPolicy.Precedence.CLICK : AttributionPolicy.Precedence.COUPON);
        return new TermsDocument(
                terms.version(),
                terms.from(),
                policy,
                terms.paidAtConversion() ? TermsDocument.PaidUnder.CONVERSION : TermsDocument.PaidUnder.CLICK,
                terms.rules().stream().map(this::rule).toList(),
                terms.holdDays(),
                new ValidationPolicy(
                        terms.manual() ? ValidationPolicy.Mode.MANUAL : ValidationPolicy.Mode.AUTO,
                        terms.validationDays()),
                Money.zero(currency),
                TermsDocument.DEFAULT_PAYS_WITHIN_DAYS);
    }

    private Rule rule(History.Rule rule) {
        List<Condition> conditions = new ArrayList<>();
        if (!rule.events().isEmpty()) {
            conditions.add(new Condition.Events(set(rule.events(), EventName::new)));
        }
        if (rule.first().isPresent() || rule.last().isPresent()) {
            conditions.add(new Condition.Dates(rule.first(), rule.last()));
        }
        if (!rule.groups().isEmpty()) {
            conditions.add(new Condition.Groups(set(rule.groups(), Group::new)));
        }
        rule.coupons().ifPresent(codes -> conditions.add(new Condition.CouponUsed(set(codes, CouponCode::new))));
        if (!rule.skus().isEmpty()) {
            conditions.add(new Condition.Products(set(rule.skus(), Sku::new)));
        }
        if (!rule.categories().isEmpty()) {
            conditions.add(new Condition.Categories(set(rule.categories(), Category::new)));
        }
        return new Rule(new RuleId(rule.id()), conditions, pay(rule.pay()), rule.holdDays());
    }

    private Pay pay(History.Pay pay) {
        if (pay.fixed().signum() == 0) {
            return new Pay.Percent(pay.percent());
        }
        return pay.percent().signum() == 0
                ? new Pay.Fixed(money(pay.fixed()))
                : new Pay.FixedAndPercent(money(pay.fixed()), pay.percent());
    }

    private static <T> Set<T> set(Collection<String> texts, Function<String, T> of) {
        return texts.stream().map(of).collect(Collectors.toSet());
    }
}
