package dev.tributary.domain.order;

import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.TermsDocument;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Retroactive tiers seen from a period's end: the whole period is paid at the step that its counter
/// has come to, so that a rule with them pays as one without.
public final class RetroactiveTiers {
    private RetroactiveTiers() {}

    /// What has to be counted to the end before a day can be paid. Clicks are not counted here.
    public static Set<Tally> tallies(TermsDocument terms, LocalDate day) {
        Set<Tally> tallies = new TreeSet<>();
        for (Rule rule : terms.rules()) {
            if (isSettled(rule.pay())) {
                tallies.addAll(rule.pay().tallies(day));
            }
        }
        return tallies;
    }

    /// The terms of a day with each of those rules at its step.
    /// @param ends where the counters have come to; one that nobody counted is at 0
    static TermsDocument settled(TermsDocument terms, LocalDate day, Map<Tally, Long> ends) {
        if (terms.rules().stream().noneMatch(rule -> isSettled(rule.pay()))) {
            return terms;
        }
        List<Rule> rules = terms.rules().stream()
                .map(rule -> isSettled(rule.pay()) && rule.pay() instanceof Pay.Tiered pay
                        ? new Rule(rule.id(), rule.conditions(), reached(pay, day, ends), rule.holdDays())
                        : rule)
                .toList();
        return terms.withRules(rules);
    }

    private static boolean isSettled(Pay pay) {
        return pay instanceof Pay.Tiered tiered
                && tiered.mode() == Pay.Tiered.Mode.RETROACTIVE
                && tiered.measure() != Measure.QUALIFIED_CLICKS;
    }

    private static Pay.Flat reached(Pay.Tiered pay, LocalDate day, Map<Tally, Long> ends) {
        return pay.reached(ends.getOrDefault(Tally.of(pay.measure(), Period.of(pay.period(), day)), 0L));
    }
}
