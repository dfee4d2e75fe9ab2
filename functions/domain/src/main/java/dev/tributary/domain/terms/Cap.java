package dev.tributary.domain.terms;

import dev.tributary.domain.money.Money;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.tally.Tally;
import java.time.LocalDate;
import java.util.Optional;

/// The most that an affiliate earns in a period by one rule, or by all of them; by day or month of
/// occurred_at. What exceeds it is not paid.
public record Cap(Optional<RuleId> rule, Period.Length period, Money most) {
    public Tally tally(LocalDate day) {
        return Tally.cap(rule.map(RuleId::text), Period.of(period, day));
    }
}
