package dev.tributary.domain.base;

import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.money.Fraction;
import java.util.Optional;

/// A line of the base, in minor units: `base` is what commissions count, `total` is the line as the
/// merchant stated it, which its refunds are measured by.
public record BaseLine(Optional<Sku> sku, Optional<Category> category, long quantity, Fraction base, Fraction total) {
    BaseLine scaled(Fraction by) {
        return new BaseLine(sku, category, quantity, base.times(by), total);
    }

    /// What the lines do not explain of the base.
    static BaseLine rest(Fraction base) {
        return new BaseLine(Optional.empty(), Optional.empty(), 1, base, base);
    }
}
