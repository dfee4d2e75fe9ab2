package dev.tributary.domain.attribution;

import dev.tributary.domain.attribution.Attribution.Attributed;
import dev.tributary.domain.attribution.Attribution.Credit;
import dev.tributary.domain.attribution.Attribution.Reason;
import dev.tributary.domain.attribution.Attribution.Share;
import dev.tributary.domain.attribution.Attribution.Unattributed;
import dev.tributary.domain.conversion.Customer;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.program.EnrollmentState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Decides who is credited: first what may count at all, then precedence, then the model.
public final class Attributor {
    /// Clocks differ: a conversion up to so long before its click happened with it.
    public static final Duration SKEW = Duration.ofSeconds(300);

    private static final long DAY_SECONDS = 86_400;

    private Attributor() {}

    public static Attribution decide(Claim claim, List<Touch> touches) {
        Optional<Attribution> coupon = claim.coupon()
                .filter(held -> couponFault(claim, held).isEmpty())
                .map(held -> whole(new Share(
                        held.proof().owner(), new Credit.Coupon(held.proof().code()), Fraction.ONE)));
        Attribution click = byClick(claim, touches);
        return switch (claim.policy().precedence()) {
            case COUPON -> coupon.orElse(click);
            case CLICK -> click instanceof Attributed ? click : coupon.orElse(click);
        };
    }

    /// Whether a conversion says that it happened before its click by more than clocks differ.
    public static boolean isBeforeClick(Instant occurredAt, Instant clickedAt) {
        return occurredAt.isBefore(clickedAt.minus(SKEW));
    }

    private static Attribution byClick(Claim claim, List<Touch> touches) {
        List<Touch> counting = new ArrayList<>();
        Reason reason = Reason.NO_TOUCH;
        for (Touch touch : touches) {
            Optional<Reason> fault = touchFault(claim, touch);
            if (fault.isEmpty()) {
                counting.add(touch);
            } else {
                reason = fault.get();
            }
        }
        if (counting.isEmpty()) {
            return new Unattributed(reason);
        }
        return switch (claim.policy().model()) {
            case LAST_CLICK, FIRST_CLICK, LINEAR, POSITION -> {
                Touch last = counting.stream()
                        .max(Comparator.comparing(touch -> latest(touch).clickedAt()))
                        .orElseThrow();
                yield whole(new Share(last.affiliate(), new Credit.Click(latest(last)), Fraction.ONE));
            }
        };
    }

    /// A click that was answered from an old copy of the enrollment needs no case of its own: how the
    /// affiliate stood at the click is asked again for every one.
    private static Optional<Reason> touchFault(Claim claim, Touch touch) {
        Instant clickedAt = latest(touch).clickedAt();
        if (!latest(touch).qualified()) {
            return Optional.of(Reason.NOT_QUALIFIED);
        }
        Optional<Reason> fault = enrollmentFault(claim.customer(), touch.enrollment(), clickedAt);
        if (fault.isPresent()) {
            return fault;
        }
        if (isBeforeClick(claim.occurredAt(), clickedAt)) {
            return Optional.of(Reason.NO_TOUCH);
        }
        Instant end = clickedAt.plusSeconds(claim.policy().windowDays() * DAY_SECONDS);
        return claim.occurredAt().isAfter(end) ? Optional.of(Reason.OUTSIDE_WINDOW) : Optional.empty();
    }

    private static Optional<Reason> couponFault(Claim claim, Claim.Held<CouponFacts> held) {
        return enrollmentFault(claim.customer(), held.enrollment(), claim.occurredAt());
    }

    /// A ban takes everything out; a pause or an end only what came while it lasted.
    private static Optional<Reason> enrollmentFault(
            Customer customer, Optional<EnrollmentFacts> enrollment, Instant at) {
        if (enrollment.isEmpty()) {
            return Optional.of(Reason.NOT_APPROVED);
        }
        EnrollmentFacts facts = enrollment.get();
        if (facts.isBanned()) {
            return Optional.of(Reason.BANNED);
        }
        if (facts.at(at)
                .filter(standing -> standing == EnrollmentState.APPROVED)
                .isEmpty()) {
            return Optional.of(Reason.NOT_APPROVED);
        }
        boolean self = customer.id().filter(facts.members()::contains).isPresent()
                || customer.email().filter(facts.members()::contains).isPresent();
        return self ? Optional.of(Reason.SELF_REFERRAL) : Optional.empty();
    }

    private static VerifiedClick latest(Touch touch) {
        return touch.clicks().getLast();
    }

    private static Attribution whole(Share share) {
        return new Attributed(List.of(share));
    }
}
