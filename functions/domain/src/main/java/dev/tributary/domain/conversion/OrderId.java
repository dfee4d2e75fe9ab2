package dev.tributary.domain.conversion;

import java.util.Optional;

/// The merchant's own number of an order, `A-1001`; case counts. Where a call has none, the text of
/// its click stands for it: one conversion per click and event.
public record OrderId(String text) {
    public OrderId {
        if (!Text.fits(text, 128)) {
            throw new IllegalArgumentException("text is no order id: " + text.length() + " characters");
        }
    }

    /// Empty when the text is empty, longer than 128 characters, or holds control characters.
    public static Optional<OrderId> parse(String text) {
        return Text.fits(text, 128) ? Optional.of(new OrderId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
