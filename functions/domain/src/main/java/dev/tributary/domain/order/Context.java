package dev.tributary.domain.order;

import dev.tributary.domain.attribution.Binding;
import dev.tributary.domain.attribution.BindingKey;
import dev.tributary.domain.attribution.CouponFacts;
import dev.tributary.domain.attribution.EnrollmentFacts;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.rate.Exchange;
import dev.tributary.domain.stored.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was read for a decision, and its time. `coupons` holds those of the call that the program
/// knows, `enrollments` the affiliates of its clicks, of those coupons and of the bindings, where they
/// have one.
///
/// @param history the visitor's clicks that are known beside the token's; empty when nobody asked, or
///     when the visitor is not known
/// @param bindings those that there are, of the ones that the call asks for
/// @param exchange the rate for the call's currency; empty when it is the program's own, or there is none
public record Context(
        ProgramFacts program,
        Map<AffiliateId, EnrollmentFacts> enrollments,
        Map<CouponCode, CouponFacts> coupons,
        Optional<List<VerifiedClick>> history,
        Map<BindingKey, Versioned<Binding>> bindings,
        Optional<Exchange> exchange,
        Instant now) {
    public Context {
        bindings = Map.copyOf(bindings);
        enrollments = Map.copyOf(enrollments);
        coupons = Map.copyOf(coupons);
        history = history.map(List::copyOf);
    }

    /// For a program that asks for no history, and a call in its own currency.
    public Context(
            ProgramFacts program,
            Map<AffiliateId, EnrollmentFacts> enrollments,
            Map<CouponCode, CouponFacts> coupons,
            Instant now) {
        this(program, enrollments, coupons, Optional.empty(), Map.of(), Optional.empty(), now);
    }
}
