package dev.tributary.domain.conversion;

import java.util.Optional;

/// A customer's id or e-mail as an HMAC under the program's key: what the customer is called never
/// comes further than the edge.
public record PersonTag(String text) {
    public PersonTag {
        if (!Text.fits(text, 128)) {
            throw new IllegalArgumentException("text is no person tag: " + text.length() + " characters");
        }
    }

    /// Empty when the text is empty, longer than 128 characters, or holds control characters.
    public static Optional<PersonTag> parse(String text) {
        return Text.fits(text, 128) ? Optional.of(new PersonTag(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
