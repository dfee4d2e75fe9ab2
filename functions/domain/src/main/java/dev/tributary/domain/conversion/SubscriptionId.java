package dev.tributary.domain.conversion;

import java.util.Optional;

/// The merchant's own number of a subscription, which all its charges share.
public record SubscriptionId(String text) {
    public SubscriptionId {
        if (!Text.fits(text, 128)) {
            throw new IllegalArgumentException("text is no subscription id: " + text.length() + " characters");
        }
    }

    /// Empty when the text is empty, longer than 128 characters, or holds control characters.
    public static Optional<SubscriptionId> parse(String text) {
        return Text.fits(text, 128) ? Optional.of(new SubscriptionId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
