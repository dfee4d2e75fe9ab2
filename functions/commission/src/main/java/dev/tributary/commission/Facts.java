package dev.tributary.commission;

import dev.tributary.domain.attribution.Binding;
import dev.tributary.domain.attribution.BindingKey;
import dev.tributary.domain.attribution.CouponFacts;
import dev.tributary.domain.attribution.EnrollmentFacts;
import dev.tributary.domain.attribution.KnownBindings;
import dev.tributary.domain.attribution.Visitor;
import dev.tributary.domain.attribution.VisitorHistory;
import dev.tributary.domain.bonus.BonusKey;
import dev.tributary.domain.bonus.PrizeAwards;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ChannelId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.notice.PrizeNotices;
import dev.tributary.domain.order.Context;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.Orders;
import dev.tributary.domain.order.ProgramFacts;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.party.Affiliates;
import dev.tributary.domain.party.Channel;
import dev.tributary.domain.party.ChannelKind;
import dev.tributary.domain.program.Coupon;
import dev.tributary.domain.program.Coupons;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.program.Programs;
import dev.tributary.domain.rate.Exchange;
import dev.tributary.domain.rate.MerchantRates;
import dev.tributary.domain.rate.RateQuestion;
import dev.tributary.domain.rate.ReferenceRates;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.Bonus;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.TermsHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the decisions of one batch need to know, each read once, when it is first asked for.
final class Facts {
    private final Sources sources;
    private final Map<ProgramId, ProgramFacts> programs = new HashMap<>();
    private final Map<ProgramId, MerchantId> merchants = new HashMap<>();
    private final Map<Affiliation, Optional<EnrollmentFacts>> enrollments = new HashMap<>();
    private final Map<AffiliateId, Map<ChannelId, ChannelKind>> channels = new HashMap<>();
    private final Map<Code, Optional<CouponFacts>> coupons = new HashMap<>();
    private final Map<Asked, Optional<Exchange>> rates = new HashMap<>();

    /// Where facts are read.
    record Sources(
            Programs programs,
            TermsCache terms,
            Enrollments enrollments,
            Affiliates affiliates,
            Coupons coupons,
            VisitorHistory visitors,
            KnownBindings bindings,
            ReferenceRates reference,
            MerchantRates own,
            PrizeAwards prizes) {}

    private record Affiliation(ProgramId program, AffiliateId affiliate) {}

    private record Code(ProgramId program, CouponCode code) {}

    private record Asked(ProgramId program, RateQuestion question) {}

    Facts(Sources sources) {
        this.sources = sources;
    }

    Context context(Optional<OrderState> state, Postback postback, Instant now) {
        ProgramFacts program = program(postback.key().program());
        Map<CouponCode, CouponFacts> known = new HashMap<>();
        for (CouponCode code : Orders.coupons(state, postback)) {
            coupons.computeIfAbsent(new Code(program.id(), code), this::coupon)
                    .ifPresent(coupon -> known.put(code, coupon));
        }
        Optional<List<VerifiedClick>> history =
                Orders.visitor(state, postback, program, now).flatMap(this::clicks);
        Map<BindingKey, Versioned<Binding>> bindings = new HashMap<>();
        for (BindingKey key : Orders.bindings(state, postback, program, now)) {
            sources.bindings().find(program.id(), key).ifPresent(read -> bindings.put(key, read));
        }
        Map<AffiliateId, EnrollmentFacts> standing = new HashMap<>();
        List<Binding> bound = bindings.values().stream().map(Versioned::value).toList();
        for (AffiliateId affiliate :
                Orders.affiliates(state, postback, known.values(), history.orElse(List.of()), bound)) {
            enrollments
                    .computeIfAbsent(new Affiliation(program.id(), affiliate), this::enrollment)
                    .ifPresent(facts -> standing.put(affiliate, facts));
        }
        Optional<Exchange> exchange = Orders.rate(state, postback, program)
                .flatMap(question -> rates.computeIfAbsent(new Asked(program.id(), question), this::rate));
        return new Context(program, standing, known, history, bindings, exchange, now);
    }

    private Optional<Exchange> rate(Asked asked) {
        RateQuestion question = asked.question();
        LocalDate first = question.window().first();
        LocalDate last = question.window().last();
        return question.reference(sources.reference().between(first, last))
                .or(() -> question.own(sources.own().between(asked.program(), question.from(), first, last)));
    }

    private Optional<List<VerifiedClick>> clicks(Visitor visitor) {
        return sources.visitors().find(visitor).map(found -> found.value().clicks());
    }

    /// For what is due of an order without a call: with the facts of the reward that waits in it, if one
    /// does.
    Context due(ConversionKey key, Optional<OrderState> state, Instant now) {
        return state.flatMap(OrderState::waitingReward)
                .map(reward -> context(state, reward, now))
                .orElseGet(() -> new Context(program(key.program()), Map.of(), Map.of(), now));
    }

    /// Whether the affiliate is in the program, in whatever state.
    boolean isEnrolled(ProgramId program, AffiliateId affiliate) {
        return enrollment(program, affiliate).isPresent();
    }

    /// How the affiliate stands in the program.
    Optional<EnrollmentFacts> enrollment(ProgramId program, AffiliateId affiliate) {
        return enrollments.computeIfAbsent(new Affiliation(program, affiliate), this::enrollment);
    }

    /// For a ruling about one affiliate, whatever the order's call had named.
    Context ruling(AccountKey account, Instant now) {
        Map<AffiliateId, EnrollmentFacts> standing = new HashMap<>();
        enrollment(account.program(), account.affiliate()).ifPresent(facts -> standing.put(account.affiliate(), facts));
        return new Context(program(account.program()), standing, Map.of(), now);
    }

    /// A prize without cash as it stands, and in the words of the terms that gave it last. Read when it is told.
    Optional<PrizeNotices.Given> prize(BonusKey key) {
        return sources.prizes()
                .find(key.award())
                .map(Versioned::value)
                .flatMap(award -> program(key.account().program())
                        .terms()
                        .version(award.version())
                        .flatMap(document -> document.bonus(key.bonus()))
                        .flatMap(Bonus::inKind)
                        .map(prize -> new PrizeNotices.Given(award, prize)));
    }

    /// Whose program it is.
    MerchantId merchant(ProgramId id) {
        program(id);
        return Objects.requireNonNull(merchants.get(id));
    }

    /// @throws IllegalStateException when there is no such program: then its call should not be here
    ProgramFacts program(ProgramId id) {
        return programs.computeIfAbsent(id, absent -> {
            Program program = sources.programs()
                    .find(id)
                    .map(Versioned::value)
                    .orElseThrow(() -> new IllegalStateException("no program " + id));
            merchants.put(id, program.merchant());
            List<TermsDocument> versions = program.terms().stream()
                    .map(version -> sources.terms().version(id, version.version()))
                    .toList();
            return new ProgramFacts(
                    id, program.currency(), program.zone(), TermsHistory.of(versions, program.currency()));
        });
    }

    private Optional<CouponFacts> coupon(Code code) {
        return sources.coupons()
                .find(code.program(), code.code())
                .map(Versioned::value)
                .filter(Coupon::enabled)
                .map(coupon -> new CouponFacts(coupon.code(), coupon.owner(), coupon.channel()));
    }

    private Optional<EnrollmentFacts> enrollment(Affiliation affiliation) {
        return sources.enrollments()
                .find(affiliation.program(), affiliation.affiliate())
                .map(Versioned::value)
                .map(this::facts);
    }

    private EnrollmentFacts facts(Enrollment enrollment) {
        return EnrollmentFacts.of(enrollment, channels.computeIfAbsent(enrollment.affiliate(), this::channels));
    }

    /// None of one who is gone: its channels then match no condition.
    private Map<ChannelId, ChannelKind> channels(AffiliateId id) {
        return sources.affiliates().find(id).map(Versioned::value).map(Affiliate::channels).orElse(List.of()).stream()
                .collect(Collectors.toUnmodifiableMap(Channel::id, Channel::kind));
    }
}
