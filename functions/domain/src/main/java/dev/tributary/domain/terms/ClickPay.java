package dev.tributary.domain.terms;

import dev.tributary.domain.money.Money;
import java.util.Optional;
import java.util.Set;

/// Pay per qualified click: one per visitor, link and day of the program's zone, at most so many a
/// day, posted for each day after it closes.
///
/// @param groups whom it pays: the enrollment has one of them; empty for everybody
public record ClickPay(RuleId id, Set<Group> groups, Money amount, Optional<Integer> dailyCap) {
    public ClickPay {
        groups = Set.copyOf(groups);
    }

    /// For so many clicks, before any cap on commission.
    /// @throws ArithmeticException when it is no amount any more
    public Money of(long clicks) {
        return new Money(Math.multiplyExact(amount.minor(), clicks), amount.currency());
    }
}
