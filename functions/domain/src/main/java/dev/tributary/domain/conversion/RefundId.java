package dev.tributary.domain.conversion;

import java.util.Optional;

/// The merchant's own number of a refund or chargeback within one order: the same number again is
/// the same refund.
public record RefundId(String text) {
    public RefundId {
        if (!Text.fits(text, 128)) {
            throw new IllegalArgumentException("text is no refund id: " + text.length() + " characters");
        }
    }

    /// Empty when the text is empty, longer than 128 characters, or holds control characters.
    public static Optional<RefundId> parse(String text) {
        return Text.fits(text, 128) ? Optional.of(new RefundId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
