package dev.tributary.api;

import dev.tributary.domain.base.Base;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.ForeseenRuling;
import dev.tributary.domain.decision.TermsAmount;
import dev.tributary.domain.dispute.Claim;
import dev.tributary.domain.dispute.Claim.Subject;
import dev.tributary.domain.dispute.Dispute;
import dev.tributary.domain.dispute.DisputeChange;
import dev.tributary.domain.dispute.Disputes;
import dev.tributary.domain.dispute.Obstacle;
import dev.tributary.domain.dispute.OpenDisputes;
import dev.tributary.domain.dispute.Ruling;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.notice.DisputeNotices;
import dev.tributary.domain.order.Context;
import dev.tributary.domain.order.KnownOrders;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.Sale;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A merchant accepts a claim, at the amount of the terms or at a named one, or rejects it. What is given is recorded
/// in
/// the same transaction, under an id that follows from the dispute: it is ruled on once.
final class DisputeRulings {
    private static final String AMOUNT = "amount";
    private static final String EXPECTED = "expected_amount";
    private static final String ORDER = "order_id";
    private static final String REASON = "reason";
    /// What may be named at least, in whole units of the currency: a lead has no amount.
    private static final long LEAST_LIMIT = 1_000;

    private final Visible visible;
    private final Disputes disputes;
    private final DisputesResource resource;
    private final KnownOrders orders;
    private final ForeseenRulings foreseen;
    private final Telling telling;
    private final Signings sender;

    DisputeRulings(Wiring wiring, DisputesResource resource) {
        this.visible = wiring.visible();
        this.disputes = wiring.money().disputes();
        this.resource = resource;
        this.orders = wiring.stores().orders();
        this.foreseen =
                new ForeseenRulings(wiring.stores().ledger(), wiring.stores().terms());
        this.telling = wiring.telling();
        this.sender = new Signings(wiring.stores().terms(), wiring.money().queue());
    }

    /// What a claim is about as it stands now.
    private record Case(
            Dispute dispute,
            Program program,
            Enrollment enrollment,
            Optional<ConversionKey> key,
            Optional<OrderState> order) {
        AffiliateId affiliate() {
            return dispute.parties().affiliate();
        }
    }

    Decision accept(Write write) {
        Versioned<Dispute> read = standing(write);
        FieldReader body = write.body();
        Dispute dispute = read.value();
        Program program =
                visible.program(write.tenant(), Optional.of(dispute.parties().program()));
        Optional<String> reason = reason(body);
        Optional<Money> named = Texts.money(body, AMOUNT, program.currency());
        Optional<Money> expected = expected(body, dispute.claim(), program.currency());
        Case of = of(write, dispute, program);
        named.ifPresent(amount -> requireWithin(body, amount, limit(of)));
        write.check();
        write.match(read.version());
        if (of.enrollment().state() == EnrollmentState.BANNED) {
            throw HttpRefusal.of(409, "illegal_state", "The affiliate is banned.");
        }
        OpenDisputes rulings = disputes.open(program.id(), of.affiliate());
        if (resource.isRuled(rulings, dispute.claim(), of.key())) {
            throw DisputeWrites.alreadyRuled();
        }
        Adjustment adjustment = named.map(amount -> named(write, of, amount, reason.orElseThrow()))
                .orElseGet(() -> byTerms(write, of, reason.orElseThrow()));
        expected.ifPresent(seen -> requireUnchanged(seen, given(write, of, adjustment)));
        Dispute.State state = new Dispute.State.Accepted(
                adjustment.ruling().orElseThrow(), reason.orElseThrow(), adjustment.author(), write.now());
        return ruled(write, read, state, Optional.of(adjustment), rulings);
    }

    Decision reject(Write write) {
        Versioned<Dispute> read = standing(write);
        FieldReader body = write.body();
        Optional<Dispute.Rejection> why =
                body.required("code", body.text("code", Texts.constant(Dispute.Rejection.class)));
        Optional<String> reason = reason(body);
        write.check();
        write.match(read.version());
        Dispute.State state = new Dispute.State.Rejected(
                why.orElseThrow(),
                reason.orElseThrow(),
                write.ask().principal().id().text(),
                write.now());
        Dispute.Parties parties = read.value().parties();
        return ruled(write, read, state, Optional.empty(), disputes.open(parties.program(), parties.affiliate()));
    }

    private Versioned<Dispute> standing(Write write) {
        Versioned<Dispute> read = resource.find(write.ask());
        write.ask().merchantOnly();
        DisputeWrites.requireStanding(read.value());
        return read;
    }

    private static Optional<String> reason(FieldReader body) {
        return body.required(REASON, body.text(REASON, text -> Optional.of(text).filter(Adjustment::isReason)));
    }

    /// What whoever rules was shown that the terms would give. Of a wrong one nobody but the merchant says it.
    private static Optional<Money> expected(FieldReader body, Claim claim, CurrencyCode currency) {
        Optional<Money> expected = Texts.money(body, EXPECTED, currency);
        if (expected.isPresent() && body.has(AMOUNT)) {
            body.fault(EXPECTED, "ambiguous", "With an amount the terms give nothing that could be expected.");
        } else if (expected.isPresent() && claim.kind() == Claim.Kind.WRONG) {
            body.fault(EXPECTED, "not_foreseen", "Of a wrong amount the terms say no other.");
        }
        return expected;
    }

    /// What is given, or would be were it posted now.
    private Money given(Write write, Case of, Adjustment adjustment) {
        boolean isComputed = adjustment.ruling().orElseThrow().basis().isComputed();
        if (!isComputed) {
            return adjustment.amount();
        }
        return switch (foreseen.of(adjustment, of.order(), context(write, of))) {
            case ForeseenRuling.Gives(var amount, var _) -> amount;
            case ForeseenRuling.Nothing(var why) ->
                throw HttpRefusal.of(
                        409, "not_by_terms", "The terms give nothing for this by now (" + why.text() + ").");
        };
    }

    private static void requireUnchanged(Money seen, Money now) {
        if (!seen.equals(now)) {
            throw HttpRefusal.of(
                    409,
                    "amount_changed",
                    "By the terms it is " + now.amount() + " " + now.currency() + " by now, and not " + seen.amount()
                            + ": look again, and accept what you see.");
        }
    }

    /// @param before what was judged by; whoever wrote it meanwhile is judged first
    private Decision ruled(
            Write write,
            Versioned<Dispute> read,
            Dispute.State state,
            Optional<Adjustment> adjustment,
            OpenDisputes before) {
        Dispute after = read.value().with(state);
        OpenDisputes open = adjustment
                .flatMap(Adjustment::ruling)
                .map(ruling -> before.accepting(after, ruling))
                .orElseGet(() -> before.without(after));
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.OfDispute(new DisputeChange.Ended(read.with(after), open)));
        adjustment.ifPresent(given -> changes.add(new Change.NewAdjustment(given)));
        Optional<Money> amount = adjustment.map(Adjustment::amount).filter(Money::isPositive);
        changes.addAll(telling.of(DisputeNotices.ruled(after, amount, write.now()), write.now()));
        boolean accepted = adjustment.isPresent();
        DisputeJson.Row row =
                new DisputeJson.Row(after, adjustment.map(dev.tributary.domain.decision.Decision::recorded));
        return Decision.of(
                        changes,
                        write.event(
                                write.tenant(),
                                accepted ? "dispute.accept" : "dispute.reject",
                                after.id(),
                                accepted ? Set.of(AMOUNT, REASON, "state") : Set.of("code", REASON, "state")),
                        Replies.ok(new Versioned<>(row, read.version() + 1), DisputeJson.writing(write.ask())))
                .then(() -> sender.send(adjustment.stream().toList()));
    }

    private Case of(Write write, Dispute dispute, Program program) {
        FieldReader body = write.body();
        Optional<OrderId> said = body.text(ORDER, OrderId::parse);
        EventName event =
                body.text("event", EventName::parse).orElse(dispute.claim().event());
        Optional<OrderId> claimed = dispute.claim().order();
        if (said.isPresent() && claimed.filter(id -> !id.equals(said.get())).isPresent()) {
            body.fault(ORDER, "different_content", "The dispute is about another order.");
        }
        if (claimed.isPresent() && !event.equals(dispute.claim().event())) {
            body.fault("event", "different_content", "The dispute is about another event.");
        }
        Optional<ConversionKey> key =
                claimed.or(() -> said).map(order -> new ConversionKey(program.id(), order, event));
        Enrollment enrollment = visible.enrollment(
                        write.tenant(), program.id(), dispute.parties().affiliate())
                .value();
        return new Case(
                dispute, program, enrollment, key, key.flatMap(orders::find).map(Versioned::value));
    }

    /// @throws HttpRefusal 409 where the terms say no amount
    private Adjustment byTerms(Write write, Case of, String reason) {
        return switch (TermsAmount.of(of.dispute(), of.key(), of.order(), context(write, of))) {
            case TermsAmount.Possible(var ruling, var amount) ->
                adjustment(write, of, reason, new Given(ruling, amount, Optional.empty()));
            case TermsAmount.Impossible(var why) -> throw notByTerms(of, why);
        };
    }

    private Context context(Write write, Case of) {
        return foreseen.context(of.program(), of.enrollment(), write.now());
    }

    private static HttpRefusal notByTerms(Case of, Obstacle why) {
        if (why != Obstacle.NOT_DECIDED) {
            return HttpRefusal.of(
                    409,
                    "not_by_terms",
                    "The terms say no amount for this (" + why.text() + "): name one, or reject the claim.");
        }
        boolean isAnothers =
                of.order().filter(order -> !order.affiliates().isEmpty()).isPresent();
        return HttpRefusal.of(
                409,
                "not_decided",
                isAnothers
                        ? "The order is credited to another affiliate, and pending or in its hold: what is paid beside"
                                + " would stay when it is taken back. Accept it once that is over, or name an amount."
                        : "The order waits to be decided: accept it then, or name an amount.");
    }

    /// @throws HttpRefusal 409 where the affiliate has meanwhile got what it misses
    private Adjustment named(Write write, Case of, Money amount, String reason) {
        boolean missing = of.dispute().claim().kind() == Claim.Kind.MISSING;
        if (missing
                && of.order()
                        .filter(order -> order.affiliates().contains(of.affiliate()))
                        .isPresent()) {
            throw HttpRefusal.of(409, "already_credited", "The order is credited to the affiliate by now.");
        }
        Ruling ruling = new Ruling(
                of.dispute().id(),
                missing ? Ruling.Basis.UNCREDITED : Ruling.Basis.AMOUNT,
                of.key(),
                of.dispute().claim().commission(),
                of.dispute().claim().click());
        Optional<Adjustment.About> about = missing
                ? Optional.empty()
                : of.order()
                        .flatMap(order -> disputed(of, order)
                                .findFirst()
                                .map(commission -> new Adjustment.About(of.key().orElseThrow(), commission.id())));
        return adjustment(write, of, reason, new Given(ruling, amount, about));
    }

    /// @param about the commission beside which it stands, where there is one
    record Given(Ruling ruling, Money amount, Optional<Adjustment.About> about) {}

    private static Adjustment adjustment(Write write, Case of, String reason, Given given) {
        return adjustment(of.dispute(), of.program(), given, new Word(reason, author(write.ask()), write.now()));
    }

    /// Who says it, and why.
    record Word(String reason, String author, Instant at) {}

    static String author(Ask ask) {
        return ask.principal().id().text();
    }

    static Adjustment adjustment(Dispute dispute, Program program, Given given, Word word) {
        return new Adjustment(
                dispute.decision(),
                new AccountKey(program.id(), dispute.parties().affiliate(), program.currency()),
                given.amount(),
                word.reason(),
                word.author(),
                word.at(),
                given.about(),
                Optional.empty(),
                Optional.of(given.ruling()));
    }

    private static Stream<Commission> disputed(Case of, OrderState order) {
        return order.commissions().stream()
                .filter(one -> one.affiliate().equals(of.affiliate()))
                .filter(one -> of.dispute()
                        .claim()
                        .commission()
                        .filter(id -> !id.equals(one.id()))
                        .isEmpty());
    }

    private static void requireWithin(FieldReader body, Money amount, Money limit) {
        if (!amount.isPositive()) {
            body.fault(AMOUNT, "zero", "A ruling that gives nothing is a rejection.");
        }
        if (amount.currency().equals(limit.currency()) && amount.compareTo(limit) > 0) {
            body.fault(AMOUNT, "too_large", "This is more than a ruling here may give: " + limit.amount() + ".");
        }
    }

    /// What the order came to, or what the affiliate says that it did or claims; 1,000 units at least.
    private static Money limit(Case of) {
        CurrencyCode currency = of.program().currency();
        long units = LEAST_LIMIT;
        for (int decimal = 0; decimal < currency.decimals(); decimal++) {
            units *= 10;
        }
        Claim claim = of.dispute().claim();
        return Stream.of(
                        of.order().flatMap(OrderState::sale).map(Sale::base).map(Base::amount),
                        claim.claimed(),
                        claim.subject() instanceof Subject.Unseen unseen
                                ? Optional.of(unseen.amount())
                                : Optional.<Money>empty())
                .flatMap(Optional::stream)
                .filter(money -> money.currency().equals(currency))
                .reduce(new Money(units, currency), Money::max);
    }
}
