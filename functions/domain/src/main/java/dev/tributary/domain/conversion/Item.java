package dev.tributary.domain.conversion;

import dev.tributary.domain.money.Money;
import java.util.Optional;

/// A line of an order: its amount is the line's total without tax, for all pieces together.
public record Item(Optional<Sku> sku, Optional<Category> category, long quantity, Money amount) {
    /// An order has at most so many lines.
    public static final int MOST = 200;

    public Item {
        if (quantity < 1) {
            throw new IllegalArgumentException("quantity is below 1: " + quantity);
        }
        if (amount.isNegative()) {
            throw new IllegalArgumentException("amount is negative: " + amount);
        }
    }
}
