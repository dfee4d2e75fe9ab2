package dev.tributary.domain.conversion;

import java.util.Optional;

/// The article of a line, as the merchant calls it; case counts.
public record Sku(String text) {
    public Sku {
        if (!Text.fits(text, 128)) {
            throw new IllegalArgumentException("text is no sku: " + text.length() + " characters");
        }
    }

    /// Empty when the text is empty, longer than 128 characters, or holds control characters.
    public static Optional<Sku> parse(String text) {
        return Text.fits(text, 128) ? Optional.of(new Sku(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
