package dev.tributary.domain.attribution;

import dev.tributary.domain.conversion.Customer;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.terms.AttributionPolicy;
import java.time.Instant;
import java.util.Optional;

/// A conversion that asks for its affiliate: when it happened, who bought, when the checkout began,
/// the first coupon of it that the program knows, to whom the customer or the subscription is bound,
/// and the policy that judges.
public record Claim(
        EventName event,
        Instant occurredAt,
        Optional<Instant> checkoutStartedAt,
        Customer customer,
        Optional<Held<CouponFacts>> coupon,
        Optional<Bond> bond,
        AttributionPolicy policy) {
    /// Something that speaks for an affiliate, with how that affiliate stands; without an enrollment
    /// it does not stand at all.
    public record Held<T>(T proof, Optional<EnrollmentFacts> enrollment) {}

    /// Without a checkout and a bond.
    public Claim(
            EventName event,
            Instant occurredAt,
            Customer customer,
            Optional<Held<CouponFacts>> coupon,
            AttributionPolicy policy) {
        this(event, occurredAt, Optional.empty(), customer, coupon, Optional.empty(), policy);
    }
}
