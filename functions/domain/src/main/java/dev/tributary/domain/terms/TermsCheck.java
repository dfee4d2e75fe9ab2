package dev.tributary.domain.terms;

import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// What is wrong with a draft, all of it, each with the path of the field. An empty list means that
/// it may be published.
public final class TermsCheck {
    public static final int MOST_RULES = 100;
    public static final int MOST_DAYS = 365;
    /// Lowered terms are announced this long before they take effect.
    public static final Duration NOTICE = Duration.ofDays(7);
    /// Days that a payout may take on its way after its run.
    private static final int TRANSFER_DAYS = 3;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int MOST_DECIMALS = 4;

    private final List<Fault> faults = new ArrayList<>();
    private final TermsDocument draft;

    private TermsCheck(TermsDocument draft) {
        this.draft = draft;
    }

    /// `path` as in JSON: `rules[2].pay.percent`.
    public record Fault(String path, String code) {}

    /// Where a draft is to be published: the program's currency, the version before it, now, and the
    /// longest time between two payout runs.
    public record Publishing(CurrencyCode currency, Optional<TermsDocument> before, Instant now, int longestRunDays) {}

    public static List<Fault> faults(TermsDocument draft, Publishing publishing) {
        TermsCheck check = new TermsCheck(draft);
        check.numbers(publishing);
        check.effect(publishing);
        check.rules(publishing.currency());
        return List.copyOf(check.faults);
    }

    private void numbers(Publishing publishing) {
        range("attribution.window_days", draft.attribution().windowDays(), 1, MOST_DAYS);
        range("hold_days", draft.holdDays(), 0, MOST_DAYS);
        range("validation.days", draft.validation().days(), 1, MOST_DAYS);
        money("minimum_payout", draft.minimumPayout(), publishing.currency());
        if (paysTooLate(draft, publishing.longestRunDays())) {
            fault("pays_within_days", "pays_too_late");
        }
    }

    /// Whether terms promise to pay sooner than they can, with so much time between two payout runs.
    public static boolean paysTooLate(TermsDocument draft, int longestRunDays) {
        int longest = draft.holdDays();
        for (Rule rule : draft.rules()) {
            longest = Math.max(longest, draft.holdDays(rule));
        }
        if (draft.validation().mode() == ValidationPolicy.Mode.MANUAL) {
            longest = Math.max(longest, draft.validation().days());
        }
        return longest + longestRunDays + TRANSFER_DAYS > draft.paysWithinDays();
    }

    private void effect(Publishing publishing) {
        if (draft.effectiveFrom().isBefore(publishing.now())) {
            fault("effective_from", "in_the_past");
        }
        publishing.before().ifPresent(before -> {
            if (draft.version() <= before.version()) {
                fault("version", "not_higher");
            }
            if (draft.effectiveFrom().isBefore(before.effectiveFrom())) {
                fault("effective_from", "before_the_last_version");
            }
            if (mayLower(before)
                    && draft.effectiveFrom().isBefore(publishing.now().plus(NOTICE))) {
                fault("effective_from", "notice_too_short");
            }
        });
    }

    /// Whatever is not plainly as good as before counts as lowered: better one notice too many.
    private boolean mayLower(TermsDocument before) {
        if (!draft.attribution().equals(before.attribution())
                        && !(draft.attribution().model() == before.attribution().model()
                                && draft.attribution().precedence()
                                        == before.attribution().precedence()
                                && draft.attribution().windowDays()
                                        >= before.attribution().windowDays())
                || draft.minimumPayout()
                                .toBigDecimal()
                                .compareTo(before.minimumPayout().toBigDecimal())
                        > 0
                || draft.paidUnder() != before.paidUnder()
                || draft.validation().mode() != before.validation().mode()
                || draft.rules().size() < before.rules().size()) {
            return true;
        }
        for (int index = 0; index < before.rules().size(); index++) {
            Rule old = before.rules().get(index);
            Rule now = draft.rules().get(index);
            if (!old.conditions().equals(now.conditions())
                    || draft.holdDays(now) > before.holdDays(old)
                    || lowers(old.pay(), now.pay())) {
                return true;
            }
        }
        return false;
    }

    private static boolean lowers(Pay old, Pay now) {
        return fixed(now).compareTo(fixed(old)) < 0 || percent(now).compareTo(percent(old)) < 0;
    }

    private static BigDecimal percent(Pay pay) {
        return switch (pay) {
            case Pay.Percent of -> of.percent();
            case Pay.FixedAndPercent of -> of.percent();
            case Pay.Fixed _, Pay.PerItem _, Pay.Staged _, Pay.Tiered _ -> BigDecimal.ZERO;
        };
    }

    private static BigDecimal fixed(Pay pay) {
        return switch (pay) {
            case Pay.Fixed of -> of.amount().toBigDecimal();
            case Pay.FixedAndPercent of -> of.amount().toBigDecimal();
            case Pay.PerItem of -> of.amount().toBigDecimal();
            case Pay.Percent _, Pay.Staged _, Pay.Tiered _ -> BigDecimal.ZERO;
        };
    }

    private void rules(CurrencyCode currency) {
        if (draft.rules().isEmpty()) {
            fault("rules", "empty");
        }
        if (draft.rules().size() > MOST_RULES) {
            fault("rules", "too_many");
        }
        for (int index = 0; index < draft.rules().size(); index++) {
            Rule rule = draft.rules().get(index);
            String path = "rules[" + index + "]";
            rule.holdDays().ifPresent(days -> range(path + ".hold_days", days, 0, MOST_DAYS));
            pay(path + ".pay", rule.pay(), currency);
            conditions(path, rule);
            for (Rule earlier : draft.rules().subList(0, index)) {
                if (earlier.id().equals(rule.id())) {
                    fault(path + ".id", "duplicate");
                }
            }
            // A rule that wins whatever a later one could match leaves that one without a line.
            if (draft.rules().subList(0, index).stream().anyMatch(earlier -> earlier.covers(rule))) {
                fault(path, "unreachable");
            }
        }
    }

    private void pay(String path, Pay pay, CurrencyCode currency) {
        switch (pay) {
            case Pay.Percent of -> percent(path + ".percent", of.percent());
            case Pay.Fixed of -> money(path + ".amount", of.amount(), currency);
            case Pay.PerItem of -> money(path + ".per_item", of.amount(), currency);
            case Pay.Staged of -> {
                for (int index = 0; index < of.stages().size(); index++) {
                    pay(path + ".stages[" + index + "].pay", of.stages().get(index).pay(), currency);
                }
            }
            case Pay.Tiered of -> {
                for (int index = 0; index < of.steps().size(); index++) {
                    pay(path + ".steps[" + index + "].pay", of.steps().get(index).pay(), currency);
                }
            }
            case Pay.FixedAndPercent of -> {
                money(path + ".amount", of.amount(), currency);
                percent(path + ".percent", of.percent());
            }
        }
    }

    private void percent(String path, BigDecimal percent) {
        if (percent.compareTo(HUNDRED) > 0) {
            fault(path, "above_100");
        }
        if (percent.scale() > MOST_DECIMALS) {
            fault(path, "too_many_decimals");
        }
    }

    private void conditions(String path, Rule rule) {
        Optional<LocalDate> first = Optional.empty();
        Optional<LocalDate> last = Optional.empty();
        for (int index = 0; index < rule.conditions().size(); index++) {
            Condition condition = rule.conditions().get(index);
            String at = path + ".conditions[" + index + "]";
            boolean empty = switch (condition) {
                case Condition.Events of -> of.events().isEmpty();
                case Condition.Groups of -> of.groups().isEmpty();
                case Condition.Products of -> of.skus().isEmpty();
                case Condition.Categories of -> of.categories().isEmpty();
                case Condition.Dates of -> of.first().isEmpty() && of.last().isEmpty();
                case Condition.Days of -> of.days().isEmpty();
                case Condition.Channels of -> of.channels().isEmpty();
                case Condition.Countries of -> of.countries().isEmpty();
                case Condition.Devices of -> of.devices().isEmpty();
                case Condition.OrderAmount of -> of.least().isEmpty() && of.most().isEmpty();
                case Condition.CouponUsed _, Condition.Hours _, Condition.NewCustomer _ -> false;
            };
            if (empty) {
                fault(at, "empty");
            }
            if (condition instanceof Condition.Dates dates) {
                first = later(first, dates.first());
                last = earlier(last, dates.last());
                if (first.isPresent() && last.isPresent() && first.get().isAfter(last.get())) {
                    fault(at, "dates_contradict");
                }
            }
            if (rule.conditions().subList(0, index).stream().anyMatch(other -> disjoint(other, condition))) {
                fault(at, "contradicts");
            }
        }
    }

    private static boolean disjoint(Condition one, Condition other) {
        return switch (one) {
            case Condition.Events of ->
                other instanceof Condition.Events too && Collections.disjoint(of.events(), too.events());
            case Condition.Products of ->
                other instanceof Condition.Products too && Collections.disjoint(of.skus(), too.skus());
            case Condition.Categories of ->
                other instanceof Condition.Categories too && Collections.disjoint(of.categories(), too.categories());
            case Condition.CouponUsed of ->
                other instanceof Condition.CouponUsed too
                        && !of.codes().isEmpty()
                        && !too.codes().isEmpty()
                        && Collections.disjoint(of.codes(), too.codes());
            // An enrollment may have both groups, and dates are judged together.
            case Condition.Groups _, Condition.Dates _ -> false;
            case Condition.Days _,
                    Condition.Hours _,
                    Condition.Channels _,
                    Condition.NewCustomer _,
                    Condition.Countries _,
                    Condition.Devices _,
                    Condition.OrderAmount _ ->
                false;
        };
    }

    private static Optional<LocalDate> later(Optional<LocalDate> one, Optional<LocalDate> other) {
        return one.filter(day -> other.filter(day::isBefore).isEmpty()).or(() -> other);
    }

    private static Optional<LocalDate> earlier(Optional<LocalDate> one, Optional<LocalDate> other) {
        return one.filter(day -> other.filter(day::isAfter).isEmpty()).or(() -> other);
    }

    private void range(String path, int value, int least, int most) {
        if (value < least || value > most) {
            fault(path, "out_of_range");
        }
    }

    private void money(String path, Money amount, CurrencyCode currency) {
        if (!amount.currency().equals(currency)) {
            fault(path, "currency_mismatch");
        } else if (amount.isNegative()) {
            fault(path, "negative");
        }
    }

    private void fault(String path, String code) {
        faults.add(new Fault(path, code));
    }
}
