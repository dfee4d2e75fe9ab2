package dev.tributary.domain.terms;

import dev.tributary.domain.base.BaseLine;
import java.util.List;
import java.util.Optional;

/// A rule: when all its conditions hold for a line, it pays for that line. Its own hold, where it has
/// one, stands before the document's.
public record Rule(RuleId id, List<Condition> conditions, Pay pay, Optional<Integer> holdDays) {
    public Rule {
        conditions = List.copyOf(conditions);
    }

    boolean matches(RuleFacts facts, BaseLine line) {
        for (Condition condition : conditions) {
            if (!condition.holds(facts, line)) {
                return false;
            }
        }
        return true;
    }

    /// Whether this rule wins everything that the other could match.
    boolean covers(Rule other) {
        return conditions.stream().allMatch(mine -> other.conditions.stream().anyMatch(theirs -> theirs.implies(mine)));
    }
}
