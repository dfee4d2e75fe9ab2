package dev.tributary.domain.id;

import java.util.Optional;

/// A payout: `pay_` and 26 characters; follows from its run and affiliate, so there is at most one for
/// these two.
public record PayoutId(Digest128 digest) {
    private static final String PREFIX = "pay_";

    public static PayoutId derive(RunId run, AffiliateId affiliate) {
        return new PayoutId(Digest128.of("payout", run.toString(), affiliate.toString()));
    }

    /// The id of a text; empty when the text is not exactly one that `toString` gives.
    public static Optional<PayoutId> parse(String text) {
        return Digest128.parse(PREFIX, text).map(PayoutId::new);
    }

    /// @throws IllegalArgumentException for a text that is not such an id
    public static PayoutId of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("no id of the form pay_...: " + text));
    }

    @Override
    public String toString() {
        return digest.text(PREFIX);
    }
}
