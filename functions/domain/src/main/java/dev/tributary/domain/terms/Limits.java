package dev.tributary.domain.terms;

import dev.tributary.domain.money.Money;
import java.util.Optional;

/// The least and the most that one conversion pays, all rules together; the least needs a pay above 0.
public record Limits(Optional<Money> least, Optional<Money> most) {
    public static final Limits NONE = new Limits(Optional.empty(), Optional.empty());
}
