package dev.tributary.domain.terms;

import java.util.List;

/// What is wrong with limits, caps and the pay for clicks.
final class LimitsCheck {
    /// More clicks of one affiliate in a day than anybody means to pay.
    private static final int MOST_CLICKS = 1_000_000;

    private LimitsCheck() {}

    static void check(TermsDocument draft, Faults faults) {
        limits(draft.limits(), faults);
        List<Cap> caps = draft.caps();
        faults.addIf(caps.size() > TermsCheck.MOST_CAPS, "caps", "too_many");
        for (int index = 0; index < caps.size(); index++) {
            cap("caps[" + index + "]", caps.get(index), draft, faults);
            faults.addIf(repeats(caps.get(index), caps.subList(0, index)), "caps[" + index + "]", "duplicate");
        }
        draft.clickPay().ifPresent(pay -> {
            faults.addIf(hasRule(draft, pay.id()), "click_pay.id", "duplicate");
            faults.positive("click_pay.amount", pay.amount());
            pay.dailyCap().ifPresent(most -> faults.range("click_pay.daily_cap", most, 1, MOST_CLICKS));
        });
    }

    private static void limits(Limits limits, Faults faults) {
        limits.least().ifPresent(least -> faults.amount("limits.least", least));
        limits.most().ifPresent(most -> faults.positive("limits.most", most));
        limits.least()
                .flatMap(least ->
                        limits.most().filter(most -> least.toBigDecimal().compareTo(most.toBigDecimal()) > 0))
                .ifPresent(most -> faults.add("limits", "least_above_most"));
    }

    private static void cap(String path, Cap cap, TermsDocument draft, Faults faults) {
        cap.rule().ifPresent(rule -> faults.addIf(!hasRule(draft, rule), path + ".rule_id", "unknown_rule"));
        boolean allowed = switch (cap.period()) {
            case DAY, MONTH -> true;
            case QUARTER, YEAR, EVER -> false;
        };
        faults.addIf(!allowed, path + ".period", "period_not_allowed");
        faults.positive(path + ".most", cap.most());
    }

    private static boolean repeats(Cap cap, List<Cap> earlier) {
        return earlier.stream().anyMatch(other -> other.rule().equals(cap.rule()) && other.period() == cap.period());
    }

    private static boolean hasRule(TermsDocument draft, RuleId id) {
        return draft.rules().stream().anyMatch(rule -> rule.id().equals(id));
    }
}
