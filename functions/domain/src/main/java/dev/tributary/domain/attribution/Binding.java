package dev.tributary.domain.attribution;

import dev.tributary.domain.attribution.Attribution.Share;
import dev.tributary.domain.terms.AttributionPolicy.BindingPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// To whom a customer, or a subscription, was bound by its first attributed conversion. An item of its
/// own, written in the transaction of the conversion that made or used it.
///
/// @param since occurred_at of that conversion
/// @param shares as they were attributed then; all of them are bound
/// @param charges how many charges it has paid, the first included
/// @param termsVersions of a subscription: for each share the version of the terms that its first
///     charge was paid under; empty for a customer
public record Binding(Instant since, List<Share> shares, int charges, List<Integer> termsVersions) {
    private static final int KEPT_MONTHS = 25;
    /// An event may come 100 days late, and wait for its decision.
    private static final Duration MARGIN = Duration.ofDays(200);

    public Binding {
        shares = List.copyOf(shares);
        termsVersions = List.copyOf(termsVersions);
        if (charges < 1) {
            throw new IllegalArgumentException("charges is below 1: " + charges);
        }
        if (!termsVersions.isEmpty() && termsVersions.size() != shares.size()) {
            throw new IllegalArgumentException("termsVersions are not as many as shares");
        }
    }

    /// Whether it counts for an event: before the day that lies so many months after its own, clamped to
    /// the month's end, and for so many charges.
    public boolean holds(BindingPolicy policy, Instant occurredAt, ZoneId zone) {
        LocalDate start = since.atZone(zone).toLocalDate();
        LocalDate day = occurredAt.atZone(zone).toLocalDate();
        return policy.months()
                        .filter(months -> !day.isBefore(start.plusMonths(months)))
                        .isEmpty()
                && policy.charges().filter(most -> charges >= most).isEmpty();
    }

    /// Until when a customer's binding is kept: 25 months, as all that is known of customers, or to its own
    /// end where that is later, and the margin after it. Terms may lengthen bindings that there are: of
    /// those that lasted less than 25 months they still find all. Without an end it is kept for good, and so
    /// is a subscription's, whose charges follow it.
    public Optional<Instant> keptUntil(BindingKey key, BindingPolicy policy, ZoneId zone) {
        return key.isSubscription()
                ? Optional.empty()
                : policy.months()
                        .map(months -> since.atZone(zone)
                                .toLocalDate()
                                .plusMonths(Math.max(months, KEPT_MONTHS))
                                .atStartOfDay(zone)
                                .toInstant()
                                .plus(MARGIN));
    }

    public Binding charged() {
        return new Binding(since, shares, charges + 1, termsVersions);
    }

    /// The day that a subscription's stages count from.
    public Optional<LocalDate> firstCharge(ZoneId zone) {
        return termsVersions.isEmpty()
                ? Optional.empty()
                : Optional.of(since.atZone(zone).toLocalDate());
    }
}
