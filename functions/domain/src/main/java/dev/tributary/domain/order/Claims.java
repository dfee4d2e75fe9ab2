package dev.tributary.domain.order;

import dev.tributary.domain.attribution.Attribution;
import dev.tributary.domain.attribution.Attributor;
import dev.tributary.domain.attribution.Claim;
import dev.tributary.domain.attribution.CouponFacts;
import dev.tributary.domain.attribution.EnrollmentFacts;
import dev.tributary.domain.attribution.Touch;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ChannelId;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.RuleFacts;
import dev.tributary.domain.token.Device;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.TermsHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// From a reward and what was read to who is credited, and under which version of the terms.
final class Claims {
    private Claims() {}

    static Attribution decide(Reward reward, Postback postback, Context context) {
        Instant occurredAt = postback.occurredAt();
        Optional<Claim.Held<CouponFacts>> coupon = coupon(reward, context)
                .map(known -> new Claim.Held<>(
                        known, Optional.ofNullable(context.enrollments().get(known.owner()))));
        Claim claim = new Claim(
                reward.key().event(),
                occurredAt,
                reward.checkoutStartedAt(),
                reward.customer(),
                coupon,
                Optional.empty(),
                policy(reward, occurredAt, context.program().terms()));
        return Attributor.decide(claim, touches(reward, postback, context));
    }

    /// The token's click and what is known of the visitor beside it, by affiliate. A click that came
    /// after the call changes nothing.
    private static List<Touch> touches(Reward reward, Postback postback, Context context) {
        Map<AffiliateId, Map<String, VerifiedClick>> clicks = new LinkedHashMap<>();
        Stream.concat(
                        reward.click().stream(),
                        context.history().orElse(List.of()).stream()
                                .filter(click -> !click.clickedAt().isAfter(postback.receivedAt())))
                .forEach(click -> clicks.computeIfAbsent(click.affiliate(), absent -> new LinkedHashMap<>())
                        .putIfAbsent(click.token(), click));
        List<Touch> touches = new ArrayList<>();
        clicks.forEach((affiliate, own) -> touches.add(new Touch(
                affiliate,
                List.copyOf(own.values()),
                Optional.ofNullable(context.enrollments().get(affiliate)))));
        return touches;
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
    static AttributionPolicy policy(Reward reward, Instant occurredAt, TermsHistory terms) {
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
            case Attribution.Credit.Bound bound ->
                bound.termsVersion().map(terms::captured).orElseGet(() -> terms.at(occurredAt));
        };
    }

    /// What conditions may ask for one share.
    static RuleFacts facts(Attribution.Share share, Reward reward, Instant occurredAt, Context context) {
        Optional<EnrollmentFacts> enrollment =
                Optional.ofNullable(context.enrollments().get(share.affiliate()));
        Optional<VerifiedClick> click = click(share);
        Optional<CouponFacts> coupon = coupon(reward, context);
        Optional<ChannelId> channel = share.credit() instanceof Attribution.Credit.Coupon
                ? coupon.flatMap(CouponFacts::channel)
                : click.flatMap(VerifiedClick::channel);
        return new RuleFacts(
                reward.key().event(),
                occurredAt.atZone(context.program().zone()).toLocalDateTime(),
                enrollment.map(EnrollmentFacts::groups).orElse(Set.of()),
                coupon.map(CouponFacts::code),
                channel.flatMap(id -> enrollment.map(of -> of.channels().get(id))),
                reward.customer().isNew(),
                reward.customer().country().or(() -> click.flatMap(VerifiedClick::country)),
                click.map(VerifiedClick::device).filter(device -> device != Device.OTHER));
    }

    /// The link of the click that is credited; empty for a coupon and for a bound customer.
    static Optional<LinkId> link(Attribution.Share share) {
        return click(share).map(VerifiedClick::link);
    }

    private static Optional<VerifiedClick> click(Attribution.Share share) {
        return switch (share.credit()) {
            case Attribution.Credit.Click of -> Optional.of(of.click());
            case Attribution.Credit.Coupon of -> Optional.empty();
            case Attribution.Credit.Bound of -> Optional.empty();
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
