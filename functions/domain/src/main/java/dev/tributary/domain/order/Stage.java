package dev.tributary.domain.order;

import java.util.Locale;

/// Where an order item stands. `DECIDING` and `NO_RATE` come with the models that need history and
/// with other currencies; `REJECTED` holds nothing but calls that were rejected.
public enum Stage {
    AWAITING_SALE,
    DECIDING,
    NO_RATE,
    CONVERTED,
    UNATTRIBUTED,
    REJECTED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
