package dev.tributary.domain.conversion;

import java.util.Locale;
import java.util.Optional;

/// A coupon's code, kept in the one form in which codes are compared: trimmed and in upper case, so
/// ` anna10` is `ANNA10`. 1 to 64 characters.
public record CouponCode(String text) {
    private static final int MOST = 64;

    public CouponCode {
        text = text.strip().toUpperCase(Locale.ROOT);
        if (!Text.fits(text, MOST)) {
            throw new IllegalArgumentException("text is no coupon code: " + text.length() + " characters");
        }
    }

    public static Optional<CouponCode> parse(String text) {
        return Text.fits(text.strip().toUpperCase(Locale.ROOT), MOST)
                ? Optional.of(new CouponCode(text))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
