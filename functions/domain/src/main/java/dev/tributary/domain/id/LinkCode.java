package dev.tributary.domain.id;

import java.util.Optional;
import java.util.regex.Pattern;

/// The code of a link in `/r/{code}`: 1 to 64 of A-Z, a-z, 0-9, `-`, `_`, `.`; case counts. Codes
/// that other networks gave out can be kept, so nothing is read out of them.
public record LinkCode(String text) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}");

    public LinkCode {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("text is no link code: " + text);
        }
    }

    /// The code of a path segment; empty when no link can have it.
    public static Optional<LinkCode> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new LinkCode(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
