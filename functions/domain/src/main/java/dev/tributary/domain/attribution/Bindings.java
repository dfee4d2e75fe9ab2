package dev.tributary.domain.attribution;

import dev.tributary.domain.attribution.Attribution.Attributed;
import dev.tributary.domain.attribution.Attribution.Credit;
import dev.tributary.domain.attribution.Attribution.Share;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.AttributionPolicy.BindingPolicy;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The bindings that one conversion asks for, as they were read: which of them count, and what the
/// decided conversion makes of them.
///
/// @param keys those that it asks for, by `BindingKey.of`
/// @param known those of them that there are
public record Bindings(List<BindingKey> keys, Map<BindingKey, Binding> known) {
    public Bindings {
        keys = List.copyOf(keys);
        known = Map.copyOf(known);
        if (!keys.containsAll(known.keySet())) {
            throw new IllegalArgumentException("known has a binding that keys does not ask for");
        }
    }

    /// Whose enrollments must be read to tell how they stand.
    public Set<AffiliateId> affiliates() {
        return known.values().stream()
                .flatMap(binding -> binding.shares().stream())
                .map(Share::affiliate)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Those that count for an event at that time.
    public List<Bond> bonds(
            AttributionPolicy policy, Instant occurredAt, ZoneId zone, Map<AffiliateId, EnrollmentFacts> enrollments) {
        List<Bond> bonds = new ArrayList<>();
        for (BindingKey key : keys) {
            Optional<BindingPolicy> lasts = key.isSubscription()
                    ? Optional.of(policy.binding().orElse(BindingPolicy.ENDLESS))
                    : policy.binding();
            Optional.ofNullable(known.get(key))
                    .filter(binding -> lasts.filter(policyOf -> binding.holds(policyOf, occurredAt, zone))
                            .isPresent())
                    .ifPresent(binding -> bonds.add(new Bond(binding, key.isSubscription(), enrollments)));
        }
        return List.copyOf(bonds);
    }

    /// The bindings to write, new or changed, in the conversion's transaction.
    /// @param claim with the bonds of these bindings, decided
    /// @param termsVersions for each share the version that pays it
    public Map<BindingKey, Binding> next(Claim claim, Attribution decided, List<Integer> termsVersions) {
        if (!(decided instanceof Attributed attributed)) {
            return Map.of();
        }
        Map<BindingKey, Binding> written = new LinkedHashMap<>();
        for (BindingKey key : keys) {
            Optional<Binding> next = key.isSubscription()
                    ? Optional.of(subscription(claim, attributed, termsVersions))
                    : customer(claim, attributed, Optional.ofNullable(known.get(key)));
            next.ifPresent(binding -> written.put(key, binding));
        }
        return written;
    }

    /// The binding stood before everything if it counts and anybody of it may be credited.
    private static Binding subscription(Claim claim, Attributed decided, List<Integer> termsVersions) {
        if (termsVersions.size() != decided.shares().size()) {
            throw new IllegalArgumentException("termsVersions are not as many as shares");
        }
        return standing(claim, claim.subscriptionBond())
                .map(Binding::charged)
                .orElseGet(() -> new Binding(claim.occurredAt(), decided.shares(), 1, termsVersions));
    }

    private static Optional<Binding> customer(Claim claim, Attributed decided, Optional<Binding> before) {
        Optional<Binding> standing = standing(claim, claim.customerBond());
        Binding anew = new Binding(claim.occurredAt(), decided.shares(), 1, List.of());
        return switch (decided.shares().getFirst().credit()) {
            // Else the charges of a subscription would lengthen for ever what the terms let end.
            case Credit.Bound _ when standing.isEmpty() -> before.isEmpty() ? Optional.of(anew) : Optional.empty();
            case Credit.Bound _ ->
                standing.filter(binding -> counts(claim.policy()) && binds(binding, decided))
                        .map(Binding::charged);
            // It stands before a binding only where a new click takes over.
            case Credit.Click _ -> Optional.of(anew);
            case Credit.Coupon _ -> standing.isEmpty() ? Optional.of(anew) : Optional.empty();
            case Credit.Ruled _ -> Optional.empty();
        };
    }

    /// A binding of which all are banned, or buy themselves, binds nobody: the next one binds anew.
    private static Optional<Binding> standing(Claim claim, Optional<Bond> bond) {
        return bond.filter(found -> !found.standing(claim.customer()).isEmpty()).map(Bond::binding);
    }

    private static boolean counts(AttributionPolicy policy) {
        return policy.binding().flatMap(BindingPolicy::charges).isPresent();
    }

    /// A charge of a subscription counts for its customer's binding too when it pays the same people;
    /// else so many charges of the one would be followed by so many of the other.
    private static boolean binds(Binding binding, Attributed decided) {
        Set<AffiliateId> bound =
                binding.shares().stream().map(Share::affiliate).collect(Collectors.toUnmodifiableSet());
        return decided.shares().stream().map(Share::affiliate).allMatch(bound::contains);
    }
}
