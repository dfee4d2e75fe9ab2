package dev.tributary.domain.order;

import dev.tributary.domain.attribution.Attribution;
import dev.tributary.domain.attribution.Attributor;
import dev.tributary.domain.attribution.Binding;
import dev.tributary.domain.attribution.BindingKey;
import dev.tributary.domain.attribution.Bindings;
import dev.tributary.domain.attribution.Claim;
import dev.tributary.domain.attribution.CouponFacts;
import dev.tributary.domain.attribution.EnrollmentFacts;
import dev.tributary.domain.attribution.Touch;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.ChannelId;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.RuleFacts;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.TermsHistory;
import dev.tributary.domain.token.Device;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// From a reward and what was read to who is credited, and under which version of the terms.
final class Claims {
    private Claims() {}

    static Attribution decide(Reward reward, Postback postback, Context context) {
        return Attributor.decide(claim(reward, postback, context), touches(reward, postback, context));
    }

    static Claim claim(Reward reward, Postback postback, Context context) {
        Instant occurredAt = postback.occurredAt();
        AttributionPolicy policy = policy(reward, occurredAt, context.program().terms());
        Optional<Claim.Held<CouponFacts>> coupon = coupon(reward, context)
                .map(known -> new Claim.Held<>(
                        known, Optional.ofNullable(context.enrollments().get(known.owner()))));
        return new Claim(
                reward.key().event(),
                occurredAt,
                reward.checkoutStartedAt(),
                reward.customer(),
                coupon,
                bindings(reward, policy, context)
                        .bonds(policy, occurredAt, context.program().zone(), context.enrollments()),
                policy,
                history(policy, context));
    }

    private static Claim.History history(AttributionPolicy policy, Context context) {
        if (!policy.needsHistory()) {
            return Claim.History.NOT_ASKED;
        }
        return context.history().isPresent() ? Claim.History.KNOWN : Claim.History.UNKNOWN;
    }

    private static Bindings bindings(Reward reward, AttributionPolicy policy, Context context) {
        List<BindingKey> keys = BindingKey.of(reward, policy);
        Map<BindingKey, Binding> known = new HashMap<>();
        for (BindingKey key : keys) {
            Versioned<Binding> read = context.bindings().get(key);
            if (read != null) {
                known.put(key, read.value());
            }
        }
        return new Bindings(keys, known);
    }

    /// What the decided conversion makes of its bindings.
    /// @param termsVersions for each share the version that pays it
    static List<BindingChange> bindings(
            Reward reward, Postback postback, Context context, Attribution decided, List<Integer> termsVersions) {
        Claim claim = claim(reward, postback, context);
        List<BindingChange> changes = new ArrayList<>();
        bindings(reward, claim.policy(), context)
                .next(claim, decided, termsVersions)
                .forEach((key, binding) -> {
                    Versioned<Binding> read = context.bindings().get(key);
                    Optional<Instant> until = claim.policy()
                            .binding()
                            .flatMap(policy -> binding.keptUntil(
                                    key, policy, context.program().zone()));
                    changes.add(new BindingChange(key, binding, read == null ? 0 : read.version(), until));
                });
        return changes;
    }

    /// The day of the first charge, of a share that a subscription is bound to.
    static Optional<LocalDate> firstCharge(Attribution.Share share, Context context) {
        if (!(share.credit() instanceof Attribution.Credit.Bound bound)) {
            return Optional.empty();
        }
        return context.bindings().entrySet().stream()
                .filter(known -> known.getKey().isSubscription()
                        && known.getValue().value().since().equals(bound.since()))
                .findFirst()
                .flatMap(known ->
                        known.getValue().value().firstCharge(context.program().zone()));
    }

    /// A click that came after the call changes nothing, whenever the conversion says that it happened.
    private static List<Touch> touches(Reward reward, Postback postback, Context context) {
        Instant occurredAt = postback.occurredAt();
        Instant until = occurredAt.isBefore(postback.receivedAt()) ? occurredAt : postback.receivedAt();
        return Touch.of(reward.click(), context.history().orElse(List.of()), until, context.enrollments());
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
            case Attribution.Credit.Ruled ruled ->
                ruled.click().map(click -> atClick(click, occurredAt, terms)).orElseGet(() -> terms.at(occurredAt));
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

    /// What conditions could ask of a reward that nobody is credited for: nothing of an affiliate.
    static RuleFacts unclaimed(Reward reward, Instant occurredAt, Context context) {
        return new RuleFacts(
                reward.key().event(),
                occurredAt.atZone(context.program().zone()).toLocalDateTime(),
                Set.of(),
                coupon(reward, context).map(CouponFacts::code),
                Optional.empty(),
                reward.customer().isNew(),
                reward.customer().country(),
                Optional.empty());
    }

    /// The same for a share that a ruling gives.
    static RuleFacts ruled(Attribution.Share share, RuleFacts known, Context context) {
        Optional<EnrollmentFacts> enrollment =
                Optional.ofNullable(context.enrollments().get(share.affiliate()));
        Optional<VerifiedClick> click = click(share);
        return new RuleFacts(
                known.event(),
                known.at(),
                enrollment.map(EnrollmentFacts::groups).orElse(Set.of()),
                known.coupon(),
                click.flatMap(VerifiedClick::channel)
                        .flatMap(id -> enrollment.map(of -> of.channels().get(id))),
                known.newCustomer(),
                known.country().or(() -> click.flatMap(VerifiedClick::country)),
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
            case Attribution.Credit.Ruled of -> of.click();
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
