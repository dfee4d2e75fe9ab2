package dev.tributary.domain.change;

import java.util.Optional;
import java.util.regex.Pattern;

/// What a caller names a call by, so that its repeat is seen: 1 to 255 visible ASCII characters.
public record IdempotencyKey(String text) {
    private static final Pattern SHAPE = Pattern.compile("[!-~]{1,255}");

    public IdempotencyKey {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("text is no idempotency key: " + text.length() + " characters");
        }
    }

    public static Optional<IdempotencyKey> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new IdempotencyKey(text)) : Optional.empty();
    }
}
