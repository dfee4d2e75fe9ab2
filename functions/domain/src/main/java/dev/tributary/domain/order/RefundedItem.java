package dev.tributary.domain.order;

import dev.tributary.domain.conversion.RefundItem;
import dev.tributary.domain.money.Fraction;

/// What a refund said of a sku, and what that came to when it was applied, in minor units of the line's
/// total: where an update has taken the sku away, the words name nothing any more, and that counts.
public record RefundedItem(RefundItem said, Fraction taken) {
    public RefundedItem {
        if (taken.isNegative()) {
            throw new IllegalArgumentException("taken is negative: " + taken);
        }
    }
}
