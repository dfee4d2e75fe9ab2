package dev.tributary.domain.tally;

import java.util.Locale;

/// What tiers count: revenue in minor units of the program's currency, the others in pieces.
public enum Measure {
    REVENUE,
    CONVERSIONS,
    NEW_CUSTOMERS,
    QUALIFIED_CLICKS;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
