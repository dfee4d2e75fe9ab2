package dev.tributary.domain.conversion;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What is rewarded: `sale`, `lead`, `signup`, `subscription`, or a name of the program's own: a
/// small letter, then up to 31 small letters, digits, `_`. The words that change an order are taken.
public record EventName(String text) {
    // Before the constants below, whose constructor reads them.
    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9_]{0,31}");
    private static final Set<String> TAKEN = Set.of("refund", "chargeback", "chargeback_won", "order_update");

    public static final EventName SALE = new EventName("sale");
    public static final EventName LEAD = new EventName("lead");
    public static final EventName SIGNUP = new EventName("signup");
    public static final EventName SUBSCRIPTION = new EventName("subscription");

    public EventName {
        if (!isName(text)) {
            throw new IllegalArgumentException("text is no event: " + text);
        }
    }

    public static Optional<EventName> parse(String text) {
        return isName(text) ? Optional.of(new EventName(text)) : Optional.empty();
    }

    /// Whether tiers count its base as revenue: that of a sale, and of a subscription's charge.
    public boolean isRevenue() {
        return equals(SALE) || equals(SUBSCRIPTION);
    }

    private static boolean isName(String text) {
        return SHAPE.matcher(text).matches() && !TAKEN.contains(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
