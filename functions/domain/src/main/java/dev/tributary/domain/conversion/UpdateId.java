package dev.tributary.domain.conversion;

import java.util.Optional;

/// The merchant's own number of an update to one order: the same number again is the same update.
public record UpdateId(String text) {
    public UpdateId {
        if (!Text.fits(text, 128)) {
            throw new IllegalArgumentException("text is no update id: " + text.length() + " characters");
        }
    }

    /// Empty when the text is empty, longer than 128 characters, or holds control characters.
    public static Optional<UpdateId> parse(String text) {
        return Text.fits(text, 128) ? Optional.of(new UpdateId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
