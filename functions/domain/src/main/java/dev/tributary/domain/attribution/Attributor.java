package dev.tributary.domain.attribution;

import dev.tributary.domain.attribution.Attribution.Attributed;
import dev.tributary.domain.attribution.Attribution.Credit;
import dev.tributary.domain.attribution.Attribution.Flag;
import dev.tributary.domain.attribution.Attribution.Reason;
import dev.tributary.domain.attribution.Attribution.Share;
import dev.tributary.domain.attribution.Attribution.Unattributed;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.AttributionPolicy.BindingPolicy;
import dev.tributary.domain.terms.AttributionPolicy.Rebind;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Decides who is credited, by precedence: a subscription's binding, the coupon, the customer's
/// binding, the clicks. What a click may count for is in `Eligible`, the models are in `Credited`, what
/// a checkout's start changes is in `Checkout`. Nothing is known of a visitor but the touches.
public final class Attributor {
    /// Clocks differ: a conversion up to so long before its click happened with it.
    public static final Duration SKEW = Duration.ofSeconds(300);

    private Attributor() {}

    /// @param touches of the conversion's visitor, one for each affiliate, in any order
    /// @throws IllegalArgumentException when an affiliate has two touches
    public static Attribution decide(Claim claim, List<Touch> touches) {
        if (touches.stream().map(Touch::affiliate).distinct().count() < touches.size()) {
            throw new IllegalArgumentException("an affiliate has two touches");
        }
        Optional<Attribution> subscription = claim.subscriptionBond().flatMap(bond -> bound(claim, bond));
        if (subscription.isPresent()) {
            return subscription.get();
        }
        Optional<Attribution> coupon = coupon(claim);
        Attribution visitor = boundOrClicked(claim, byClick(claim, touches));
        return switch (claim.policy().precedence()) {
            case COUPON -> coupon.orElse(visitor);
            case CLICK -> visitor instanceof Attributed ? visitor : coupon.orElse(visitor);
        };
    }

    /// Whether a conversion says that it happened before its click by more than clocks differ.
    public static boolean isBeforeClick(Instant occurredAt, Instant clickedAt) {
        return occurredAt.isBefore(clickedAt.minus(SKEW));
    }

    /// Takes all, whatever the model.
    private static Optional<Attribution> coupon(Claim claim) {
        return claim.coupon()
                .filter(held -> EnrollmentFacts.fault(held.enrollment(), claim.customer(), claim.occurredAt())
                        .isEmpty())
                .map(Claim.Held::proof)
                .map(proof -> new Attributed(
                        List.of(new Share(proof.owner(), new Credit.Coupon(proof.code()), Fraction.ONE))));
    }

    private static Optional<Attribution> bound(Claim claim, Bond bond) {
        List<Share> shares = bond.standing(claim.customer());
        return shares.isEmpty() ? Optional.empty() : Optional.of(new Attributed(shares));
    }

    private static Attribution boundOrClicked(Claim claim, Attribution clicked) {
        Optional<Bond> bond = claim.customerBond();
        Optional<Attribution> bound = bond.flatMap(found -> bound(claim, found));
        if (bound.isEmpty() || takesOver(claim.policy(), clicked, bond.orElseThrow())) {
            return clicked;
        }
        return bound.get();
    }

    /// One click that is later than the binding is enough: whom it brought did come again, though a
    /// model that splits credits the earlier ones beside it.
    private static boolean takesOver(AttributionPolicy policy, Attribution clicked, Bond bond) {
        Instant since = bond.binding().since();
        return policy.binding().map(BindingPolicy::rebind).equals(Optional.of(Rebind.NEW_CLICK))
                && clicked instanceof Attributed attributed
                && attributed.shares().stream()
                        .anyMatch(share -> share.credit() instanceof Credit.Click of
                                && of.click().clickedAt().isAfter(since));
    }

    private static Attribution byClick(Claim claim, List<Touch> touches) {
        Eligible eligible = Eligible.of(claim, touches);
        if (eligible.touches().isEmpty()) {
            return new Unattributed(eligible.reason());
        }
        List<Credited> credited = Checkout.of(claim)
                .map(checkout -> checkout.credit(eligible.touches()))
                .orElseGet(() -> Credited.by(claim.policy().model(), eligible.touches()));
        if (credited.isEmpty()) {
            return new Unattributed(Reason.AFTER_CHECKOUT);
        }
        Set<Flag> common = commonFlags(claim, touches);
        return new Attributed(credited.stream()
                .sorted(Comparator.comparing(one -> one.touch().earliest(), Touch.BY_TIME))
                .map(one -> share(claim.policy(), claim.occurredAt(), one, common))
                .toList());
    }

    /// What is true of the whole decision by clicks, and so stands on each of its shares.
    private static Set<Flag> commonFlags(Claim claim, List<Touch> touches) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        if (Checkout.isIgnored(claim)) {
            flags.add(Flag.CHECKOUT_IGNORED);
        }
        if (claim.history() == Claim.History.UNKNOWN
                && claim.policy().needsHistory()
                && touches.size() == 1
                && touches.getFirst().clicks().size() == 1) {
            flags.add(Flag.ONE_TOUCH);
        }
        return flags;
    }

    private static Share share(AttributionPolicy policy, Instant occurredAt, Credited credited, Set<Flag> common) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        flags.addAll(credited.flags());
        flags.addAll(common);
        if (isTooFast(policy, credited.click(), occurredAt)) {
            flags.add(Flag.TOO_FAST);
        }
        return new Share(credited.touch().affiliate(), new Credit.Click(credited.click()), credited.part(), flags);
    }

    private static boolean isTooFast(AttributionPolicy policy, VerifiedClick click, Instant occurredAt) {
        Duration between = Duration.between(click.clickedAt(), occurredAt);
        Duration took = between.isNegative() ? Duration.ZERO : between;
        return policy.leastSeconds()
                .filter(least -> took.compareTo(Duration.ofSeconds(least)) < 0)
                .isPresent();
    }
}
