package dev.tributary.domain.conversion;

import dev.tributary.domain.money.Money;
import java.util.Optional;

/// What comes back of a line: an amount in the basis of the line's total, else a number of its
/// pieces, else all that is left of it.
public record RefundItem(Sku sku, Optional<Long> quantity, Optional<Money> amount) {
    public RefundItem {
        quantity.filter(pieces -> pieces < 1).ifPresent(pieces -> {
            throw new IllegalArgumentException("quantity is below 1: " + pieces);
        });
        amount.filter(Money::isNegative).ifPresent(money -> {
            throw new IllegalArgumentException("amount is negative: " + money);
        });
    }
}
