package dev.tributary.domain.attribution;

import dev.tributary.domain.conversion.Customer;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.terms.AttributionPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A conversion that asks for its affiliate: when it happened, who bought, when the checkout began,
/// the first coupon of it that the program knows, to whom the customer or the subscription is bound,
/// the policy that judges, and what was known of the visitor beside the conversion's own click.
///
/// @param bonds those that count, by `Bindings.bonds`: one of the customer and one of the subscription
///     at most
public record Claim(
        EventName event,
        Instant occurredAt,
        Optional<Instant> checkoutStartedAt,
        Customer customer,
        Optional<Held<CouponFacts>> coupon,
        List<Bond> bonds,
        AttributionPolicy policy,
        History history) {
    /// Whether the visitor's touches were known: with consent and a first-party visitor id alone.
    public enum History {
        /// The policy needs none.
        NOT_ASKED,
        KNOWN,
        /// Nothing but the conversion's own click.
        UNKNOWN
    }

    public Claim {
        bonds = List.copyOf(bonds);
        if (bonds.stream().map(Bond::subscription).distinct().count() < bonds.size()) {
            throw new IllegalArgumentException("bonds are more than one of a kind");
        }
    }

    /// Something that speaks for an affiliate, with how that affiliate stands; without an enrollment
    /// it does not stand at all.
    public record Held<T>(T proof, Optional<EnrollmentFacts> enrollment) {}

    /// Without a checkout, bonds and a history.
    public Claim(
            EventName event,
            Instant occurredAt,
            Customer customer,
            Optional<Held<CouponFacts>> coupon,
            AttributionPolicy policy) {
        this(event, occurredAt, Optional.empty(), customer, coupon, List.of(), policy, History.NOT_ASKED);
    }

    Optional<Bond> customerBond() {
        return bonds.stream().filter(bond -> !bond.subscription()).findFirst();
    }

    Optional<Bond> subscriptionBond() {
        return bonds.stream().filter(Bond::subscription).findFirst();
    }
}
