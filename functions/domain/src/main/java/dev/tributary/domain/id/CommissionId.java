package dev.tributary.domain.id;

import java.time.LocalDate;
import java.util.Optional;

/// A commission: `com_` and 26 characters; follows from its conversion, affiliate and rule, so there
/// is at most one for these three.
public record CommissionId(Digest128 digest) {
    private static final String PREFIX = "com_";

    /// The rule is the text of its id in the terms.
    public static CommissionId derive(ConversionId conversion, AffiliateId affiliate, String rule) {
        return new CommissionId(Digest128.of("commission", conversion.toString(), affiliate.toString(), rule));
    }

    /// Of the clicks of a day, which have no conversion.
    public static CommissionId ofClicks(ProgramId program, AffiliateId affiliate, LocalDate day) {
        return new CommissionId(Digest128.of("clicks", program.toString(), affiliate.toString(), day.toString()));
    }

    /// The id of a text; empty when the text is not exactly one that `toString` gives.
    public static Optional<CommissionId> parse(String text) {
        return Digest128.parse(PREFIX, text).map(CommissionId::new);
    }

    /// @throws IllegalArgumentException for a text that is not such an id
    public static CommissionId of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("no id of the form com_...: " + text));
    }

    @Override
    public String toString() {
        return digest.text(PREFIX);
    }
}
