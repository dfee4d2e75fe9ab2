package dev.tributary.api;

import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.Cap;
import dev.tributary.domain.terms.ClickPay;
import dev.tributary.domain.terms.Condition;
import dev.tributary.domain.terms.Group;
import dev.tributary.domain.terms.Limits;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsCheck;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.ValidationPolicy;
import dev.tributary.infrastructure.lambda.FieldReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Terms in a body, in the shape in which they are shown. What is left out is as domain.md has it by
/// default; what is wrong is noted in the reader, and then the document is not to be used.
final class TermsReader {
    private static final int MOST_CONDITIONS = 20;
    private static final String CLICK_PAY = "click_pay";

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
        AttributionPolicy attribution = AttributionFields.read(body.object("attribution"));
        FieldReader validation = body.object("validation");
        return new TermsDocument(
                TermsDocument.NONE,
                Instant.EPOCH,
                attribution,
                body.text("paid_under", Texts.constant(TermsDocument.PaidUnder.class))
                        .orElse(TermsDocument.PaidUnder.CLICK),
                rules(),
                limits(),
                caps(),
                clickPay(),
                body.whole("hold_days").orElse(TermsDocument.DEFAULT_HOLD_DAYS),
                new ValidationPolicy(
                        validation
                                .text("mode", Texts.constant(ValidationPolicy.Mode.class))
                                .orElse(ValidationPolicy.Mode.AUTO),
                        validation.whole("days").orElse(ValidationPolicy.DEFAULT_DAYS)),
                Texts.money(body, "minimum_payout", currency).orElse(Money.zero(currency)),
                body.whole("pays_within_days").orElse(TermsDocument.DEFAULT_PAYS_WITHIN_DAYS),
                BonusFields.read(body, currency));
    }

    private List<Rule> rules() {
        if (!body.has("rules")) {
            body.fault("rules", FieldReader.MISSING, "This field is required here.");
        }
        List<Rule> rules = new ArrayList<>();
        for (FieldReader rule : body.objects("rules", TermsCheck.MOST_RULES)) {
            Optional<RuleId> id = rule.required("id", rule.text("id", TermsReader::ruleId));
            List<Condition> conditions = conditions(rule);
            Optional<Pay> pay = PayFields.read(rule, "pay", currency);
            Optional<Integer> holdDays = rule.whole("hold_days");
            if (id.isPresent() && pay.isPresent()) {
                rules.add(new Rule(id.get(), conditions, pay.get(), holdDays));
            }
        }
        return rules;
    }

    private List<Condition> conditions(FieldReader rule) {
        List<Condition> conditions = new ArrayList<>();
        List<FieldReader> objects = rule.objects("conditions", MOST_CONDITIONS);
        for (int index = 0; index < objects.size(); index++) {
            ConditionFields.read(rule, "conditions[" + index + "]", objects.get(index), currency)
                    .ifPresent(conditions::add);
        }
        return conditions;
    }

    private Limits limits() {
        FieldReader limits = body.object("limits");
        return new Limits(Texts.money(limits, "least", currency), Texts.money(limits, "most", currency));
    }

    private List<Cap> caps() {
        List<Cap> caps = new ArrayList<>();
        for (FieldReader cap : body.objects("caps", TermsCheck.MOST_CAPS)) {
            Optional<RuleId> rule = cap.text("rule_id", TermsReader::ruleId);
            Optional<Period.Length> period =
                    cap.required("period", cap.text("period", Texts.constant(Period.Length.class)));
            Optional<Money> most = cap.required("most", Texts.money(cap, "most", currency));
            if (period.isPresent() && most.isPresent()) {
                caps.add(new Cap(rule, period.get(), most.get()));
            }
        }
        return caps;
    }

    private Optional<ClickPay> clickPay() {
        if (body.isNull(CLICK_PAY) || !body.has(CLICK_PAY)) {
            return Optional.empty();
        }
        FieldReader pay = body.object(CLICK_PAY);
        Optional<RuleId> id = pay.required("id", pay.text("id", TermsReader::ruleId));
        Set<Group> groups = ConditionFields.values(pay, "groups", Texts::group);
        Optional<Money> amount = pay.required("amount", Texts.money(pay, "amount", currency));
        Optional<Integer> dailyCap = pay.whole("daily_cap");
        return id.flatMap(some -> amount.map(money -> new ClickPay(some, groups, money, dailyCap)));
    }

    private static Optional<RuleId> ruleId(String text) {
        return text.matches("[a-z0-9_-]{1,40}") ? Optional.of(new RuleId(text)) : Optional.empty();
    }
}
