package dev.tributary.domain.base;

import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.conversion.Item;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.money.Fraction;
import java.util.Optional;

/// A line as the merchant stated it, or as an update scaled it, in minor units.
public record ContentLine(Optional<Sku> sku, Optional<Category> category, long quantity, Fraction total) {
    static ContentLine of(Item item) {
        return new ContentLine(
                item.sku(),
                item.category(),
                item.quantity(),
                Fraction.of(item.amount().minor()));
    }

    ContentLine scaled(Fraction by) {
        return new ContentLine(sku, category, quantity, total.times(by));
    }
}
