package dev.tributary.infrastructure.local.check.canary;

import dev.tributary.domain.money.Money;

/// Breaks a rule of its room, so that a test can see the rule fire: it computes by the rules that it judges.
public final class AsksTheDomain {
    public static Money twice(Money other) {
        return other.plus(other);
    }
}
