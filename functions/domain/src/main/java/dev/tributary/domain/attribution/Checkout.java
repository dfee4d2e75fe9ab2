package dev.tributary.domain.attribution;

import dev.tributary.domain.attribution.Attribution.Flag;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.terms.AttributionPolicy.AfterCheckout;
import dev.tributary.domain.terms.AttributionPolicy.Model;
import dev.tributary.domain.terms.AttributionPolicy.Treatment;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The model where a checkout had begun: a click made later, over a channel that the program lists, did
/// not bring the customer, and is taken away or paid in part. Clicks are judged, not affiliates.
record Checkout(Model model, Instant startedAt, AfterCheckout rule) {
    /// An older start is of another basket.
    private static final Duration LASTS = Duration.ofHours(24);

    /// Empty when the program has no rule for it, or the merchant said no start that counts.
    static Optional<Checkout> of(Claim claim) {
        return claim.policy()
                .afterCheckout()
                .flatMap(rule -> claim.checkoutStartedAt()
                        .filter(startedAt -> counts(startedAt, claim.occurredAt()))
                        .map(startedAt -> new Checkout(claim.policy().model(), startedAt, rule)));
    }

    /// Whether the program has a rule, and the start that was said does not count.
    static boolean isIgnored(Claim claim) {
        return claim.policy().afterCheckout().isPresent()
                && claim.checkoutStartedAt()
                        .filter(startedAt -> !counts(startedAt, claim.occurredAt()))
                        .isPresent();
    }

    private static boolean counts(Instant startedAt, Instant occurredAt) {
        return !startedAt.isAfter(occurredAt) && !startedAt.isBefore(occurredAt.minus(LASTS));
    }

    /// Nobody when all clicks were late and are taken away.
    List<Credited> credit(List<Touch> touches) {
        return switch (rule.treatment()) {
            case Treatment.Suppress _ -> suppressed(touches);
            case Treatment.Cut cut -> cut(touches, cut.keeps());
        };
    }

    private boolean isLate(Touch touch, VerifiedClick click) {
        return click.clickedAt().isAfter(startedAt)
                && touch.channel(click).filter(rule.channels()::contains).isPresent();
    }

    private List<Credited> suppressed(List<Touch> touches) {
        List<Touch> left =
                touches.stream().flatMap(touch -> withoutLate(touch).stream()).toList();
        return Credited.by(model, left).stream()
                .map(one -> gains(one, touches) ? one.with(Flag.OTHERS_AFTER_CHECKOUT) : one)
                .toList();
    }

    private Optional<Touch> withoutLate(Touch touch) {
        List<VerifiedClick> left =
                touch.clicks().stream().filter(click -> !isLate(touch, click)).toList();
        return left.isEmpty() ? Optional.empty() : Optional.of(touch.with(left));
    }

    /// Whether one would have got less, had only its own late clicks been taken away.
    private boolean gains(Credited one, List<Touch> touches) {
        List<Touch> others = touches.stream()
                .map(touch -> isOf(one, touch) ? one.touch() : touch)
                .toList();
        return Credited.by(model, others).stream()
                .noneMatch(before -> isOf(before, one.touch()) && before.part().compareTo(one.part()) >= 0);
    }

    /// What a late click is credited with is cut, and the rest goes to the other touches as the model
    /// divides it among them, where a late click is cut again: no late click is ever paid in full. The
    /// cut affiliate's own earlier clicks get nothing of the rest, else a cut of somebody who clicked
    /// twice would take nothing; without others it is not paid.
    private List<Credited> cut(List<Touch> touches, Fraction keeps) {
        List<Credited> credited = Credited.by(model, touches);
        List<Credited> late = credited.stream()
                .filter(one -> isLate(one.touch(), one.click()))
                .toList();
        if (late.isEmpty()) {
            return credited;
        }
        Map<AffiliateId, Credited> shares = new LinkedHashMap<>();
        Fraction rest = Fraction.ZERO;
        for (Credited one : credited) {
            if (late.contains(one)) {
                Credited kept = one.times(keeps).with(Flag.AFTER_CHECKOUT);
                shares.put(one.touch().affiliate(), kept);
                rest = rest.plus(one.part().minus(kept.part()));
            } else {
                shares.put(one.touch().affiliate(), one);
            }
        }
        List<Touch> others = touches.stream()
                .filter(touch -> late.stream().noneMatch(one -> isOf(one, touch)))
                .toList();
        for (Credited one : cut(others, keeps)) {
            Credited more = one.times(rest).with(Flag.OTHERS_AFTER_CHECKOUT);
            shares.merge(more.touch().affiliate(), more, Credited::plus);
        }
        return List.copyOf(shares.values());
    }

    private static boolean isOf(Credited one, Touch touch) {
        return one.touch().affiliate().equals(touch.affiliate());
    }
}
