package dev.tributary.domain.terms;

import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.conversion.EventName;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What is wrong with the rules, each by itself and among the others.
final class RulesCheck {
    private RulesCheck() {}

    /// @param categories those that the program lists; none: any may be named
    static void check(List<Rule> rules, Set<Category> categories, Faults faults) {
        faults.addIf(rules.isEmpty(), "rules", "empty");
        faults.addIf(rules.size() > TermsCheck.MOST_RULES, "rules", "too_many");
        for (int index = 0; index < rules.size(); index++) {
            Rule rule = rules.get(index);
            List<Rule> earlier = rules.subList(0, index);
            String path = "rules[" + index + "]";
            faults.addIf(earlier.stream().anyMatch(one -> one.id().equals(rule.id())), path + ".id", "duplicate");
            rule.holdDays().ifPresent(days -> faults.range(path + ".hold_days", days, 0, TermsCheck.MOST_DAYS));
            PayCheck.check(path + ".pay", rule.pay(), faults);
            // Stages count from a subscription's first charge, which no other event has.
            faults.addIf(
                    rule.pay() instanceof Pay.Staged && !isOfSubscriptions(rule),
                    path + ".pay.stages",
                    "not_a_subscription");
            ConditionsCheck.check(path, rule.conditions(), categories, faults);
            // A rule that wins whatever a later one could match leaves that one without a line.
            faults.addIf(earlier.stream().anyMatch(one -> one.covers(rule)), path, "unreachable");
        }
    }

    /// Whether the events that all its conditions leave are subscriptions alone.
    private static boolean isOfSubscriptions(Rule rule) {
        List<Set<EventName>> asked = rule.conditions().stream()
                .flatMap(condition ->
                        condition instanceof Condition.Events(var events) ? Stream.of(events) : Stream.empty())
                .toList();
        return !asked.isEmpty()
                && asked.stream().allMatch(events -> events.contains(EventName.SUBSCRIPTION))
                && asked.getFirst().stream()
                        .filter(event -> asked.stream().allMatch(events -> events.contains(event)))
                        .allMatch(EventName.SUBSCRIPTION::equals);
    }
}
