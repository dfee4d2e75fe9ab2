package dev.tributary.domain.id;

import java.util.Optional;
import java.util.OptionalLong;

/// An endpoint that a tenant wants to be called at: `whk_` and 13 characters; 64 random bits.
public record WebhookId(long bits) {
    private static final String PREFIX = "whk_";

    /// The id of a text; empty when the text is not exactly one that `toString` gives.
    public static Optional<WebhookId> parse(String text) {
        OptionalLong bits = Base32.decode(PREFIX, text);
        return bits.isPresent() ? Optional.of(new WebhookId(bits.getAsLong())) : Optional.empty();
    }

    /// @throws IllegalArgumentException for a text that is not such an id
    public static WebhookId of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("no id of the form whk_...: " + text));
    }

    @Override
    public String toString() {
        return Base32.encode(PREFIX, bits);
    }
}
