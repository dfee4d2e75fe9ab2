package dev.tributary.domain.program;

import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ChannelId;
import dev.tributary.domain.id.ProgramId;
import java.util.Optional;

/// A code that speaks for an affiliate without a click.
///
/// @param channel where the affiliate hands it out
/// @param enabled a disabled one counts as not known, for conversions that arrive from then on
public record Coupon(
        ProgramId program, CouponCode code, AffiliateId owner, Optional<ChannelId> channel, boolean enabled) {}
