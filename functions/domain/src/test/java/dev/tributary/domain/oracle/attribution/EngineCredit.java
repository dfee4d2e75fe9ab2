package dev.tributary.domain.oracle.attribution;

import dev.tributary.domain.attribution.Attribution;
import dev.tributary.domain.attribution.Attributor;
import dev.tributary.domain.attribution.Binding;
import dev.tributary.domain.attribution.BindingKey;
import dev.tributary.domain.attribution.Bindings;
import dev.tributary.domain.attribution.Claim;
import dev.tributary.domain.attribution.CouponFacts;
import dev.tributary.domain.attribution.EnrollmentFacts;
import dev.tributary.domain.attribution.Touch;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.Customer;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.PersonTag;
import dev.tributary.domain.conversion.SubscriptionId;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ChannelId;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.oracle.Exact;
import dev.tributary.domain.oracle.attribution.Visit.Bond;
import dev.tributary.domain.oracle.attribution.Visit.Click;
import dev.tributary.domain.oracle.attribution.Visit.Party;
import dev.tributary.domain.oracle.attribution.Visit.Policy;
import dev.tributary.domain.party.ChannelKind;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.token.Device;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Whom the engine credits, in the oracle's words.
record EngineCredit(Visit visit) {
    private static final String BUYER = "customer";

    static Credit of(Visit visit) {
        return new EngineCredit(visit).credit();
    }

    private Credit credit() {
        Map<AffiliateId, EnrollmentFacts> enrollments = new HashMap<>();
        visit.parties().forEach(party -> enrollments.put(id(party.number()), enrollment(party)));
        AttributionPolicy policy = policy();
        // The customer's id and e-mail are the first and the second of the buyer's tags.
        List<String> buyer = visit.buyer().stream().sorted().toList();
        Customer customer = new Customer(
                buyer.stream().findFirst().map(PersonTag::new),
                buyer.stream().skip(1).findFirst().map(PersonTag::new),
                Optional.empty(),
                Optional.empty());
        Claim claim = new Claim(
                EventName.SUBSCRIPTION,
                visit.at(),
                visit.checkout(),
                customer,
                visit.coupon()
                        .map(coupon -> new Claim.Held<>(
                                new CouponFacts(new CouponCode(coupon.code()), id(coupon.owner()), Optional.empty()),
                                Optional.ofNullable(enrollments.get(id(coupon.owner()))))),
                bindings().bonds(policy, visit.at(), visit.zone(), enrollments),
                policy,
                history());
        List<VerifiedClick> history =
                visit.historyKnown() ? visit.clicks().stream().map(this::click).toList() : List.of();
        Optional<VerifiedClick> own = visit.own().map(this::click);
        return credit(Attributor.decide(claim, Touch.of(own, history, visit.at(), enrollments)));
    }

    private Claim.History history() {
        if (!visit.policy().needsHistory()) {
            return Claim.History.NOT_ASKED;
        }
        return visit.historyKnown() ? Claim.History.KNOWN : Claim.History.UNKNOWN;
    }

    private Credit credit(Attribution attribution) {
        return switch (attribution) {
            case Attribution.Unattributed of -> Credit.nobody(Set.of(of.reason().name()));
            case Attribution.Attributed of ->
                new Credit(of.shares().stream().map(EngineCredit::share).toList(), Set.of());
        };
    }

    private static Credit.Share share(Attribution.Share share) {
        String by = switch (share.credit()) {
            case Attribution.Credit.Click of -> "click " + of.click().link().bits();
            case Attribution.Credit.Coupon of -> "coupon " + of.code();
            case Attribution.Credit.Bound of -> of.termsVersion().isPresent() ? "subscription" : "customer";
            case Attribution.Credit.Ruled _ -> throw new IllegalStateException("nobody has ruled");
        };
        return new Credit.Share(
                Math.toIntExact(share.affiliate().bits()),
                by,
                new Exact(
                        new BigDecimal(share.part().numerator()),
                        new BigDecimal(share.part().denominator())),
                share.flags().stream().map(Enum::name).collect(Collectors.toSet()));
    }

    /// The version of the terms tells a subscription's binding from a customer's.
    private Bindings bindings() {
        Map<BindingKey, Binding> known = new HashMap<>();
        for (Bond bond : visit.bonds()) {
            List<Attribution.Share> shares = new ArrayList<>();
            bond.bound()
                    .forEach(bound -> shares.add(new Attribution.Share(
                            id(bound.affiliate()),
                            new Attribution.Credit.Coupon(new CouponCode("FIRST")),
                            fraction(bound.part()))));
            List<Integer> versions =
                    bond.subscription() ? shares.stream().map(_ -> 1).toList() : List.of();
            BindingKey key = bond.subscription()
                    ? new BindingKey.OfSubscription(new SubscriptionId("S-1"))
                    : new BindingKey.OfCustomer(new PersonTag(BUYER));
            known.put(key, new Binding(bond.since(), shares, bond.charges(), versions));
        }
        return new Bindings(List.copyOf(known.keySet()), known);
    }

    private EnrollmentFacts enrollment(Party party) {
        Map<ChannelId, ChannelKind> channels = new HashMap<>();
        for (ChannelKind kind : ChannelKind.values()) {
            channels.put(channel(kind.text()), kind);
        }
        return new EnrollmentFacts(
                id(party.number()),
                party.changes().stream()
                        .map(change -> new Enrollment.Change(
                                EnrollmentState.valueOf(change.standing().name()), change.since(), Optional.empty()))
                        .toList(),
                Set.of(),
                party.members().stream().map(PersonTag::new).collect(Collectors.toSet()),
                channels,
                Optional.empty(),
                Map.of());
    }

    /// The link's id is the click's number.
    private VerifiedClick click(Click click) {
        return new VerifiedClick(
                "token " + click.number(),
                id(click.affiliate()),
                new LinkId(click.number()),
                click.channel().map(EngineCredit::channel),
                click.at(),
                1,
                Optional.empty(),
                Device.OTHER,
                click.qualified(),
                false);
    }

    private AttributionPolicy policy() {
        Policy policy = visit.policy();
        return new AttributionPolicy(
                AttributionPolicy.Model.valueOf(policy.model().name()),
                policy.windowDays(),
                policy.clickFirst() ? AttributionPolicy.Precedence.CLICK : AttributionPolicy.Precedence.COUPON,
                policy.lateClicks()
                        .map(late -> new AttributionPolicy.AfterCheckout(
                                late.channels().stream()
                                        .map(text -> ChannelKind.parse(text).orElseThrow())
                                        .collect(Collectors.toSet()),
                                late.cut()
                                        .<AttributionPolicy.Treatment>map(
                                                keeps -> new AttributionPolicy.Treatment.Cut(fraction(keeps)))
                                        .orElse(new AttributionPolicy.Treatment.Suppress()))),
                policy.leastSeconds(),
                policy.binding()
                        .map(binding -> new AttributionPolicy.BindingPolicy(
                                binding.months(),
                                binding.charges(),
                                binding.newClick()
                                        ? AttributionPolicy.Rebind.NEW_CLICK
                                        : AttributionPolicy.Rebind.KEEP)));
    }

    private static AffiliateId id(int number) {
        return new AffiliateId(number);
    }

    private static ChannelId channel(String kind) {
        return new ChannelId(ChannelKind.parse(kind).orElseThrow().ordinal() + 1);
    }

    private static Fraction fraction(Exact exact) {
        int scale = Math.max(0, Math.max(exact.over().scale(), exact.under().scale()));
        BigInteger over = exact.over().movePointRight(scale).toBigIntegerExact();
        return Fraction.of(over, exact.under().movePointRight(scale).toBigIntegerExact());
    }
}
