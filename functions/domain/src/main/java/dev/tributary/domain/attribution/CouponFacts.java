package dev.tributary.domain.attribution;

import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ChannelId;
import java.util.Optional;

/// A coupon that the program knows, and whose it is.
public record CouponFacts(CouponCode code, AffiliateId owner, Optional<ChannelId> channel) {}
