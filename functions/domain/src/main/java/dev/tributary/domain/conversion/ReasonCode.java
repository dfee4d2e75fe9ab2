package dev.tributary.domain.conversion;

import java.util.Optional;

/// Why the merchant refunded or rejected, in its own words; the affiliate sees it.
public record ReasonCode(String text) {
    public ReasonCode {
        if (!Text.fits(text, 128)) {
            throw new IllegalArgumentException("text is no reason: " + text.length() + " characters");
        }
    }

    /// Empty when the text is empty, longer than 128 characters, or holds control characters.
    public static Optional<ReasonCode> parse(String text) {
        return Text.fits(text, 128) ? Optional.of(new ReasonCode(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
