package dev.tributary.domain.id;

import java.util.Optional;

/// A conversion: `cnv_` and 26 characters; follows from its program, event and order id, so there is
/// at most one for these three.
public record ConversionId(Digest128 digest) {
    private static final String PREFIX = "cnv_";

    /// The id of a text; empty when the text is not exactly one that `toString` gives.
    public static Optional<ConversionId> parse(String text) {
        return Digest128.parse(PREFIX, text).map(ConversionId::new);
    }

    /// @throws IllegalArgumentException for a text that is not such an id
    public static ConversionId of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("no id of the form cnv_...: " + text));
    }

    @Override
    public String toString() {
        return digest.text(PREFIX);
    }
}
