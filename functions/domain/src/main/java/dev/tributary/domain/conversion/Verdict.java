package dev.tributary.domain.conversion;

import dev.tributary.domain.money.Money;
import java.util.Optional;

/// A status with what may come with it: an approved amount in the basis of the order's amount, and
/// why it was rejected.
public record Verdict(Status status, Optional<Money> approvedAmount, Optional<ReasonCode> code) {
    public Verdict {
        if (approvedAmount.isPresent() && status != Status.APPROVED) {
            throw new IllegalArgumentException("approvedAmount without approval: " + status.text());
        }
        approvedAmount.filter(Money::isNegative).ifPresent(money -> {
            throw new IllegalArgumentException("approvedAmount is negative: " + money);
        });
    }

    public static Verdict of(Status status) {
        return new Verdict(status, Optional.empty(), Optional.empty());
    }
}
