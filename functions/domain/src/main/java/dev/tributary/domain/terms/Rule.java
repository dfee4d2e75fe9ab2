package dev.tributary.domain.terms;

import dev.tributary.domain.base.BaseLine;
import dev.tributary.domain.money.Money;
import java.util.List;
import java.util.Optional;

/// A rule: when all its conditions hold for a line, it pays for that line. Its own hold, where it has
/// one, stands before the document's.
public record Rule(RuleId id, List<Condition> conditions, Pay pay, Optional<Integer> holdDays) {
    public Rule {
        conditions = List.copyOf(conditions);
    }

    /// @param orderAmount the order's amount in the program's currency
    boolean matches(RuleFacts facts, Money orderAmount, BaseLine line) {
        for (Condition condition : conditions) {
            if (!condition.holds(facts, orderAmount, line)) {
                return false;
            }
        }
        return true;
    }

    /// Whether this rule wins everything that the other could match.
    boolean covers(Rule other) {
        return conditions.stream()
                .allMatch(mine -> Implication.always(mine)
                        || other.conditions.stream().anyMatch(theirs -> Implication.implies(theirs, mine)));
    }
}
