package dev.tributary.domain.order;

import java.util.Locale;

/// Where an order item stands. `DECIDING` comes with the models that need history, `NO_RATE` with another
/// currency for which there is no rate yet; `UNPROVEN` is told of by a browser alone;
/// `REJECTED` holds nothing but calls that were rejected.
public enum Stage {
    AWAITING_SALE,
    DECIDING,
    NO_RATE,
    CONVERTED,
    UNATTRIBUTED,
    UNPROVEN,
    REJECTED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
