package dev.tributary.domain.program;

import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ChannelId;
import dev.tributary.domain.id.ProgramId;
import java.util.Optional;
import java.util.regex.Pattern;

/// A code that speaks for an affiliate without a click.
///
/// @param channel where the affiliate hands it out
/// @param enabled a disabled one counts as not known, for conversions that arrive from then on
public record Coupon(
        ProgramId program, CouponCode code, AffiliateId owner, Optional<ChannelId> channel, boolean enabled) {
    /// A code stands in the path of its own URL, so it is made of what needs no encoding there.
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /// The code of a text; empty for one that no coupon is made with.
    public static Optional<CouponCode> code(String text) {
        return CODE.matcher(text.strip()).matches() ? CouponCode.parse(text) : Optional.empty();
    }
}
