package dev.tributary.domain.order;

import dev.tributary.domain.attribution.Attribution;
import dev.tributary.domain.attribution.Attributor;
import dev.tributary.domain.attribution.Claim;
import dev.tributary.domain.attribution.CouponFacts;
import dev.tributary.domain.attribution.Touch;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.TermsHistory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// From a reward and what was read to who is credited, and under which version of the terms.
final class Claims {
    private Claims() {}

    static Attribution decide(Reward reward, Instant occurredAt, Context context) {
        Optional<Claim.Held<CouponFacts>> coupon = coupon(reward, context)
                .map(known -> new Claim.Held<>(
                        known, Optional.ofNullable(context.enrollments().get(known.owner()))));
        Claim claim = new Claim(occurredAt, reward.customer(), coupon, policy(reward, occurredAt, context));
        List<Touch> touches = reward
                .click()
                .map(click -> new Touch(
                        click, Optional.ofNullable(context.enrollments().get(click.affiliate()))))
                .stream()
                .toList();
        return Attributor.decide(claim, touches);
    }

    /// The first coupon of the call that the program knows.
    static Optional<CouponFacts> coupon(Reward reward, Context context) {
        for (CouponCode code : reward.coupons()) {
            CouponFacts known = context.coupons().get(code);
            if (known != null) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    /// Model and window come from the version in the token, without one from that at occurred_at.
    private static AttributionPolicy policy(Reward reward, Instant occurredAt, Context context) {
        TermsHistory terms = context.program().terms();
        return reward.click()
                .flatMap(click -> terms.version(click.termsVersion()))
                .orElseGet(() -> terms.at(occurredAt))
                .attribution();
    }

    /// The version that pays: for a click the one in force at it, unless that says the conversion's;
    /// for a coupon the one at occurred_at.
    static TermsDocument terms(Attribution.Credit credit, Instant occurredAt, TermsHistory terms) {
        return switch (credit) {
            case Attribution.Credit.Click click -> atClick(click.click(), occurredAt, terms);
            case Attribution.Credit.Coupon coupon -> terms.at(occurredAt);
        };
    }

    private static TermsDocument atClick(VerifiedClick click, Instant occurredAt, TermsHistory terms) {
        TermsDocument document = terms.at(click.clickedAt());
        return switch (document.paidUnder()) {
            case CLICK -> document;
            case CONVERSION -> terms.at(occurredAt);
        };
    }
}
