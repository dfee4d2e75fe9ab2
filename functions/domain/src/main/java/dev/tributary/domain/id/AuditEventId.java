package dev.tributary.domain.id;

import java.util.Optional;
import java.util.OptionalLong;

/// An event of the audit log: `aud_` and 13 characters; 64 random bits.
public record AuditEventId(long bits) {
    private static final String PREFIX = "aud_";

    /// The id of a text; empty when the text is not exactly one that `toString` gives.
    public static Optional<AuditEventId> parse(String text) {
        OptionalLong bits = Base32.decode(PREFIX, text);
        return bits.isPresent() ? Optional.of(new AuditEventId(bits.getAsLong())) : Optional.empty();
    }

    /// @throws IllegalArgumentException for a text that is not such an id
    public static AuditEventId of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("no id of the form aud_...: " + text));
    }

    @Override
    public String toString() {
        return Base32.encode(PREFIX, bits);
    }
}
