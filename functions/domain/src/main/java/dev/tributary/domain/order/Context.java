package dev.tributary.domain.order;

import dev.tributary.domain.attribution.CouponFacts;
import dev.tributary.domain.attribution.EnrollmentFacts;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.id.AffiliateId;
import java.time.Instant;
import java.util.Map;

/// What was read for a decision, and its time. `coupons` holds those of the call that the program
/// knows, `enrollments` the affiliates of its click and of those coupons, where they have one.
public record Context(
        ProgramFacts program,
        Map<AffiliateId, EnrollmentFacts> enrollments,
        Map<CouponCode, CouponFacts> coupons,
        Instant now) {
    public Context {
        enrollments = Map.copyOf(enrollments);
        coupons = Map.copyOf(coupons);
    }
}
