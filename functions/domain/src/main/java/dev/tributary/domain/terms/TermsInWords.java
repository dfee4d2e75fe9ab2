package dev.tributary.domain.terms;

import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.language.Language.Unit;
import dev.tributary.domain.language.Phrase;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.terms.AttributionPolicy.AfterCheckout;
import dev.tributary.domain.terms.AttributionPolicy.BindingPolicy;
import dev.tributary.domain.terms.AttributionPolicy.Rebind;
import dev.tributary.domain.terms.AttributionPolicy.Treatment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Terms as sentences, for those whom they hold for: `Rule "base", for the event sale: 10 %.`
public final class TermsInWords {
    private final TermsDocument terms;
    private final Addressee addressee;
    private final Language language;
    private final CurrencyCode currency;
    private final List<Statement> statements = new ArrayList<>();

    private TermsInWords(TermsDocument terms, Addressee addressee, Language language) {
        this.terms = terms;
        this.addressee = addressee;
        this.language = language;
        this.currency = terms.minimumPayout().currency();
    }

    /// A sentence and what it is about: two versions are compared by that.
    record Statement(String topic, String text) {}

    public static List<String> of(TermsDocument terms, Addressee addressee, Language language) {
        return statements(terms, addressee, language).stream()
                .map(Statement::text)
                .toList();
    }

    static List<Statement> statements(TermsDocument terms, Addressee addressee, Language language) {
        TermsInWords words = new TermsInWords(terms, addressee, language);
        words.credit();
        words.rules();
        words.limits();
        words.clicks();
        BonusInWords.of(terms, addressee, language).forEach(words.statements::add);
        words.payout();
        return List.copyOf(words.statements);
    }

    /// The rules that could pay an addressee, at its pay: without the groups that it is in, and without
    /// those that then have no line left.
    static List<Rule> rules(TermsDocument terms, Addressee addressee) {
        return switch (addressee) {
            case Addressee.Owner _ -> terms.rules();
            case Addressee.Enrolled of -> {
                List<Rule> rules = new ArrayList<>();
                for (Rule rule : terms.rules()) {
                    Rule own = new Rule(
                            rule.id(),
                            rule.conditions().stream()
                                    .filter(condition -> !(condition instanceof Condition.Groups))
                                    .toList(),
                            of.pay().orElse(rule.pay()),
                            rule.holdDays());
                    if (couldPay(rule, of) && rules.stream().noneMatch(earlier -> earlier.covers(own))) {
                        rules.add(own);
                    }
                }
                yield List.copyOf(rules);
            }
        };
    }

    private static boolean couldPay(Rule rule, Addressee addressee) {
        return rule.conditions().stream()
                .allMatch(
                        condition -> !(condition instanceof Condition.Groups(var groups)) || addressee.isAmong(groups));
    }

    private void add(String topic, Phrase phrase, String... values) {
        statements.add(new Statement(topic, language.say(phrase, values)));
    }

    private void credit() {
        AttributionPolicy policy = terms.attribution();
        Phrase model = switch (policy.model()) {
            case LAST_CLICK -> Phrase.LAST_CLICK;
            case FIRST_CLICK -> Phrase.FIRST_CLICK;
            case LINEAR -> Phrase.LINEAR;
            case POSITION -> Phrase.POSITION;
        };
        add("model", model, language.count(policy.windowDays(), Unit.DAY));
        add(
                "precedence",
                switch (policy.precedence()) {
                    case COUPON -> Phrase.COUPON_FIRST;
                    case CLICK -> Phrase.CLICK_FIRST;
                });
        policy.afterCheckout().ifPresent(this::afterCheckout);
        policy.leastSeconds()
                .filter(seconds -> seconds > 0)
                .ifPresent(seconds -> add("least_seconds", Phrase.TOO_FAST, language.count(seconds, Unit.SECOND)));
        policy.binding().ifPresent(this::binding);
        add(
                "paid_under",
                switch (terms.paidUnder()) {
                    case CLICK -> Phrase.UNDER_CLICK;
                    case CONVERSION -> Phrase.UNDER_CONVERSION;
                });
    }

    private void afterCheckout(AfterCheckout after) {
        String channels = language.any(
                after.channels().stream().map(language::channel).sorted().toList());
        switch (after.treatment()) {
            case Treatment.Suppress _ -> add("after_checkout", Phrase.CHECKOUT_SUPPRESSED, channels);
            case Treatment.Cut cut ->
                add("after_checkout", Phrase.CHECKOUT_CUT, channels, language.percent(cut.percent()));
        }
    }

    private void binding(BindingPolicy binding) {
        Optional<String> months = binding.months().map(number -> language.count(number, Unit.MONTH));
        Optional<String> charges = binding.charges().map(number -> language.count(number, Unit.CHARGE));
        String time = months.map(some -> charges.map(most -> language.say(Phrase.BOUND_MONTHS_AND_CHARGES, some, most))
                        .orElseGet(() -> language.say(Phrase.BOUND_MONTHS, some)))
                .or(() -> charges.map(most -> language.say(Phrase.BOUND_CHARGES, most)))
                .orElseGet(() -> language.say(Phrase.BOUND_FOR_GOOD));
        add("binding", Phrase.BOUND, time);
        if (binding.rebind() == Rebind.NEW_CLICK) {
            add("rebind", Phrase.REBOUND_BY_CLICK);
        }
    }

    private void rules() {
        List<Rule> rules = rules(terms, addressee);
        if (rules.size() > 1) {
            add(TermsChange.INTRODUCTION, Phrase.RULES_IN_ORDER);
        }
        rules.forEach(this::rule);
        if (addressee instanceof Addressee.Enrolled own) {
            own.pay().ifPresent(pay -> add("own_pay", Phrase.OWN_PAY, PayInWords.of(pay, currency, language)));
            own.linkPay().entrySet().stream()
                    .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
                    .forEach(entry -> linkPay(entry.getKey(), entry.getValue()));
        }
    }

    private void rule(Rule rule) {
        String id = rule.id().text();
        String pay = PayInWords.of(rule.pay(), currency, language);
        if (rule.conditions().isEmpty()) {
            add(TermsChange.ofRule(rule.id()), Phrase.RULE, id, pay);
        } else {
            String conditions = language.list(rule.conditions().stream()
                    .map(condition -> ConditionInWords.of(condition, language))
                    .toList());
            add(TermsChange.ofRule(rule.id()), Phrase.RULE_IF, id, conditions, pay);
        }
        rule.holdDays().ifPresent(days -> add("hold of " + id, Phrase.RULE_HOLD, id, language.count(days, Unit.DAY)));
    }

    private void linkPay(LinkId link, Pay pay) {
        add("pay of " + link, Phrase.OWN_LINK_PAY, link.toString(), PayInWords.of(pay, currency, language));
    }

    private void limits() {
        Limits limits = terms.limits();
        if (limits.least().isPresent() && limits.most().isPresent()) {
            add(
                    "limits",
                    Phrase.LEAST_AND_MOST,
                    language.money(limits.least().get()),
                    language.money(limits.most().get()));
        } else {
            limits.least().ifPresent(least -> add("limits", Phrase.LEAST, language.money(least)));
            limits.most().ifPresent(most -> add("limits", Phrase.MOST, language.money(most)));
        }
        List<RuleId> shown = rules(terms, addressee).stream().map(Rule::id).toList();
        for (Cap cap : terms.caps()) {
            String most = language.money(cap.most());
            String period = language.period(cap.period());
            String topic = "cap of " + cap.rule().map(RuleId::text).orElse("all rules") + " " + cap.period();
            if (cap.rule().isEmpty()) {
                add(topic, Phrase.CAP, most, period);
            } else if (shown.contains(cap.rule().get())) {
                add(topic, Phrase.CAP_OF_RULE, cap.rule().get().text(), most, period);
            }
        }
    }

    private void clicks() {
        Optional<ClickPay> own = terms.clickPay().filter(pay -> addressee.isAmong(pay.groups()));
        own.ifPresent(pay -> {
            String amount = language.money(pay.amount());
            pay.dailyCap()
                    .ifPresentOrElse(
                            most -> add("click_pay", Phrase.CLICK_PAY_CAPPED, amount, language.count(most, Unit.CLICK)),
                            () -> add("click_pay", Phrase.CLICK_PAY, amount));
            if (addressee instanceof Addressee.Owner && !pay.groups().isEmpty()) {
                add(
                        "click_pay groups",
                        Phrase.CLICK_PAY_GROUPS,
                        language.any(
                                pay.groups().stream().map(Group::text).sorted().toList()));
            }
        });
    }

    private void payout() {
        if (terms.holdDays() == 0) {
            add("hold", Phrase.NO_HOLD);
        } else {
            add("hold", Phrase.HOLD, language.count(terms.holdDays(), Unit.DAY));
        }
        switch (terms.validation().mode()) {
            case AUTO -> add("validation", Phrase.APPROVED_BY_TIME);
            case MANUAL ->
                add(
                        "validation",
                        Phrase.APPROVED_BY_HAND,
                        language.count(terms.validation().days(), Unit.DAY));
        }
        Money minimum = switch (addressee) {
            case Addressee.Owner _ -> terms.minimumPayout();
            case Addressee.Enrolled of -> of.minimumPayout().orElse(terms.minimumPayout());
        };
        if (minimum.isZero()) {
            add("minimum", Phrase.NO_MINIMUM);
        } else {
            add("minimum", Phrase.MINIMUM, language.money(minimum));
        }
        add("pays_within", Phrase.PAID_WITHIN, language.count(terms.paysWithinDays(), Unit.DAY));
    }
}
