package dev.tributary.domain.id;

import java.util.Optional;
import java.util.OptionalLong;

/// A dispute: `dsp_` and 13 characters; 64 random bits.
public record DisputeId(long bits) {
    /// Where an order is priced as it is stated, and nobody has claimed it yet; random bits are never all zero.
    public static final DisputeId NONE = new DisputeId(0);

    private static final String PREFIX = "dsp_";

    /// The id of a text; empty when the text is not exactly one that `toString` gives.
    public static Optional<DisputeId> parse(String text) {
        OptionalLong bits = Base32.decode(PREFIX, text);
        return bits.isPresent() ? Optional.of(new DisputeId(bits.getAsLong())) : Optional.empty();
    }

    /// @throws IllegalArgumentException for a text that is not such an id
    public static DisputeId of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("no id of the form dsp_...: " + text));
    }

    @Override
    public String toString() {
        return Base32.encode(PREFIX, bits);
    }
}
