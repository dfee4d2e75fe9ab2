package dev.tributary.domain.attribution;

import dev.tributary.domain.conversion.Customer;
import dev.tributary.domain.terms.AttributionPolicy;
import java.time.Instant;
import java.util.Optional;

/// A conversion that asks for its affiliate: when it happened, who bought, the first coupon of it
/// that the program knows, and the policy that judges.
public record Claim(
        Instant occurredAt, Customer customer, Optional<Held<CouponFacts>> coupon, AttributionPolicy policy) {
    /// Something that speaks for an affiliate, with how that affiliate stands; without an enrollment
    /// it does not stand at all.
    public record Held<T>(T proof, Optional<EnrollmentFacts> enrollment) {}
}
