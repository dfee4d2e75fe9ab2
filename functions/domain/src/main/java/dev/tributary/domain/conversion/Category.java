package dev.tributary.domain.conversion;

import java.util.Optional;

/// The category of a line, as the merchant calls it; case counts.
public record Category(String text) {
    public Category {
        if (!Text.fits(text, 128)) {
            throw new IllegalArgumentException("text is no category: " + text.length() + " characters");
        }
    }

    /// Empty when the text is empty, longer than 128 characters, or holds control characters.
    public static Optional<Category> parse(String text) {
        return Text.fits(text, 128) ? Optional.of(new Category(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
