package dev.tributary.domain.terms;

import dev.tributary.domain.money.Money;
import dev.tributary.domain.terms.AttributionPolicy.Model;
import dev.tributary.domain.terms.AttributionPolicy.Precedence;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Whether terms may be worse for some affiliate than those before them, so that they need notice.
/// Whatever is not plainly as good as before counts as lowered: better one notice too many. Amounts
/// are compared by their numbers, as one of another currency is a fault of its own.
final class Lowering {
    private Lowering() {}

    static boolean mayLower(TermsDocument before, TermsDocument now) {
        return !creditAsGood(before.attribution(), now.attribution())
                || now.paidUnder() != before.paidUnder()
                || !numbersAsGood(before, now)
                || !rulesAsGood(before, now)
                || !limitsAsGood(before, now)
                || !clickPayAsGood(before, now)
                || !BonusLowering.asGood(before, now);
    }

    /// Credit that one affiliate gains is another's loss: only a longer window that gives what nobody
    /// had, and fewer conversions held for review, are plainly as good.
    private static boolean creditAsGood(AttributionPolicy before, AttributionPolicy now) {
        boolean onlyGives = before.model() == Model.LAST_CLICK
                && before.precedence() == Precedence.COUPON
                && before.binding().isEmpty();
        return now.model() == before.model()
                && now.precedence() == before.precedence()
                && now.afterCheckout().equals(before.afterCheckout())
                && now.binding().equals(before.binding())
                && now.leastSeconds().orElse(0) <= before.leastSeconds().orElse(0)
                && (now.windowDays() == before.windowDays() || onlyGives && now.windowDays() > before.windowDays());
    }

    private static boolean numbersAsGood(TermsDocument before, TermsDocument now) {
        boolean manual = now.validation().mode() == ValidationPolicy.Mode.MANUAL;
        return now.validation().mode() == before.validation().mode()
                && !(manual && now.validation().days() > before.validation().days())
                && atLeast(before.minimumPayout(), now.minimumPayout())
                && now.holdDays() <= before.holdDays()
                && now.paysWithinDays() <= before.paysWithinDays();
    }

    /// Rules that come after all of those before take no line from them.
    private static boolean rulesAsGood(TermsDocument before, TermsDocument now) {
        if (now.rules().size() < before.rules().size()) {
            return false;
        }
        boolean named = now.caps().stream().anyMatch(cap -> cap.rule().isPresent());
        for (int index = 0; index < before.rules().size(); index++) {
            Rule old = before.rules().get(index);
            Rule rule = now.rules().get(index);
            if (!new HashSet<>(old.conditions()).equals(new HashSet<>(rule.conditions()))
                    || now.holdDays(rule) > before.holdDays(old)
                    || named && !rule.id().equals(old.id())
                    || !payAsGood(old.pay(), rule.pay())) {
                return false;
            }
        }
        return true;
    }

    /// A cap is as good as one before it of the same rule and period, with as much room.
    private static boolean limitsAsGood(TermsDocument before, TermsDocument now) {
        boolean several = now.rules().size() > 1;
        return noLower(before.limits().least(), now.limits().least())
                && noTighter(before.limits().most(), now.limits().most())
                && now.caps().stream()
                        .allMatch(cap -> before.caps().stream()
                                .anyMatch(old -> old.rule().equals(cap.rule())
                                        && old.period() == cap.period()
                                        && atLeast(cap.most(), old.most())))
                // Two rules that are rounded together may come to a cent less than each by itself, or more.
                && !(several && roundTogether(before) != roundTogether(now));
    }

    private static boolean roundTogether(TermsDocument terms) {
        return !terms.limits().equals(Limits.NONE)
                || terms.caps().stream().anyMatch(cap -> cap.rule().isEmpty());
    }

    private static boolean clickPayAsGood(TermsDocument before, TermsDocument now) {
        if (before.clickPay().isEmpty()) {
            return true;
        }
        ClickPay old = before.clickPay().get();
        return now.clickPay()
                .filter(pay -> atLeast(pay.amount(), old.amount()))
                .filter(pay -> pay.groups().isEmpty()
                        || !old.groups().isEmpty() && pay.groups().containsAll(old.groups()))
                .filter(pay -> pay.dailyCap().isEmpty()
                        || old.dailyCap()
                                .filter(most -> pay.dailyCap().get() >= most)
                                .isPresent())
                .isPresent();
    }

    /// In every month, and at every place of the counter.
    private static boolean payAsGood(Pay old, Pay now) {
        return switch (old) {
            case Pay.Flat was ->
                switch (now) {
                    case Pay.Flat is -> flatAsGood(was, is);
                    case Pay.Staged is -> stagesAsGood(endless(was), is.stages());
                    case Pay.Tiered is -> is.steps().stream().allMatch(step -> flatAsGood(was, step.pay()));
                };
            case Pay.Staged was ->
                switch (now) {
                    case Pay.Flat is -> stagesAsGood(was.stages(), endless(is));
                    case Pay.Staged is -> stagesAsGood(was.stages(), is.stages());
                    case Pay.Tiered _ -> false;
                };
            case Pay.Tiered was ->
                switch (now) {
                    case Pay.Flat is -> was.steps().stream().allMatch(step -> flatAsGood(step.pay(), is));
                    case Pay.Staged _ -> false;
                    case Pay.Tiered is -> tiersAsGood(was, is);
                };
        };
    }

    private static List<Pay.Stage> endless(Pay.Flat pay) {
        return List.of(new Pay.Stage(Optional.empty(), pay));
    }

    /// Looked at in the first month of each stage of either, and after the last: between those neither
    /// changes.
    private static boolean stagesAsGood(List<Pay.Stage> was, List<Pay.Stage> is) {
        Set<Long> months = new TreeSet<>(Set.of(0L));
        for (List<Pay.Stage> stages : List.of(was, is)) {
            long end = 0;
            for (Pay.Stage stage : stages) {
                end += stage.months().orElse(0);
                months.add(end);
            }
        }
        return months.stream().allMatch(month -> {
            Optional<Pay.Flat> old = at(was, month);
            return old.isEmpty()
                    || at(is, month).filter(now -> flatAsGood(old.get(), now)).isPresent();
        });
    }

    /// What a charge in a month after the first charge is paid; nothing after the last stage.
    private static Optional<Pay.Flat> at(List<Pay.Stage> stages, long month) {
        long end = 0;
        for (Pay.Stage stage : stages) {
            end += stage.months().orElse(0);
            if (stage.months().isEmpty() || month < end) {
                return Optional.of(stage.pay());
            }
        }
        return Optional.empty();
    }

    /// Looked at where a step of either begins. Another measure, period or mode is another counter.
    private static boolean tiersAsGood(Pay.Tiered was, Pay.Tiered is) {
        if (is.measure() != was.measure() || is.period() != was.period() || is.mode() != was.mode()) {
            return false;
        }
        for (Pay.Tiered tiered : List.of(was, is)) {
            for (Pay.Step step : tiered.steps()) {
                if (!flatAsGood(at(was, step.from()), at(is, step.from()))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Pay.Flat at(Pay.Tiered tiered, long counter) {
        Pay.Flat pay = tiered.steps().getFirst().pay();
        for (Pay.Step step : tiered.steps()) {
            pay = step.from() <= counter ? step.pay() : pay;
        }
        return pay;
    }

    /// A percent, an amount and an amount per item are each as high as before: nothing stands for
    /// another kind, whatever the order.
    private static boolean flatAsGood(Pay.Flat was, Pay.Flat is) {
        return percent(is).compareTo(percent(was)) >= 0
                && fixed(is).compareTo(fixed(was)) >= 0
                && perItem(is).compareTo(perItem(was)) >= 0;
    }

    private static BigDecimal percent(Pay.Flat pay) {
        return switch (pay) {
            case Pay.Percent of -> of.percent();
            case Pay.FixedAndPercent of -> of.percent();
            case Pay.Fixed _, Pay.PerItem _ -> BigDecimal.ZERO;
        };
    }

    private static BigDecimal fixed(Pay.Flat pay) {
        return switch (pay) {
            case Pay.Fixed of -> of.amount().toBigDecimal();
            case Pay.FixedAndPercent of -> of.amount().toBigDecimal();
            case Pay.Percent _, Pay.PerItem _ -> BigDecimal.ZERO;
        };
    }

    private static BigDecimal perItem(Pay.Flat pay) {
        return switch (pay) {
            case Pay.PerItem of -> of.amount().toBigDecimal();
            case Pay.Percent _, Pay.Fixed _, Pay.FixedAndPercent _ -> BigDecimal.ZERO;
        };
    }

    private static boolean noLower(Optional<Money> before, Optional<Money> now) {
        return before.isEmpty()
                || now.filter(least -> atLeast(least, before.get())).isPresent();
    }

    private static boolean noTighter(Optional<Money> before, Optional<Money> now) {
        return now.isEmpty() || before.filter(most -> atLeast(now.get(), most)).isPresent();
    }

    private static boolean atLeast(Money one, Money other) {
        return one.toBigDecimal().compareTo(other.toBigDecimal()) >= 0;
    }
}
