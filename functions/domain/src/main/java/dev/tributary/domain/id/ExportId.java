package dev.tributary.domain.id;

import java.time.YearMonth;
import java.util.Optional;

/// An export: `exp_` and 26 characters; follows from what is exported. A month of the books is final when it
/// is exported, so whoever asks for it again finds the first one's files; a list changes all the time.
public record ExportId(Digest128 digest) {
    private static final String PREFIX = "exp_";

    public static ExportId books(ProgramId program, YearMonth month) {
        return new ExportId(Digest128.of("export", program.toString(), "books", month.toString()));
    }

    /// Of a list, which is another one each time.
    public static ExportId list(long bits) {
        return new ExportId(Digest128.of("export", "list", Long.toHexString(bits)));
    }

    /// The id of a text; empty when the text is not exactly one that `toString` gives.
    public static Optional<ExportId> parse(String text) {
        return Digest128.parse(PREFIX, text).map(ExportId::new);
    }

    /// @throws IllegalArgumentException for a text that is not such an id
    public static ExportId of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("no id of the form exp_...: " + text));
    }

    @Override
    public String toString() {
        return digest.text(PREFIX);
    }
}
