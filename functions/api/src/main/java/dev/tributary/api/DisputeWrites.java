package dev.tributary.api;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.dispute.Claim;
import dev.tributary.domain.dispute.Claim.Subject;
import dev.tributary.domain.dispute.Dispute;
import dev.tributary.domain.dispute.DisputeChange;
import dev.tributary.domain.dispute.Disputes;
import dev.tributary.domain.dispute.OpenDisputes;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.notice.DisputeNotices;
import dev.tributary.domain.order.KnownOrders;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.ClickToken;
import dev.tributary.domain.token.ClickTokens;
import dev.tributary.infrastructure.edge.Rings;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// An affiliate opens a dispute, and withdraws it. What it says of an order that it is not credited with is taken as
/// it is said: whether the order is there, and whose it is, is answered by nobody but the ruling.
final class DisputeWrites {
    private static final String ORDER = "order_id";
    private static final String COMMISSION = "commission_id";
    private static final String CLICK = "click_id";
    private static final String OCCURRED = "occurred_at";
    private static final String AMOUNT = "amount";
    /// Shops' clocks differ.
    private static final Duration SKEW = Duration.ofSeconds(300);

    private final Visible visible;
    private final Disputes disputes;
    private final DisputesResource resource;
    private final KnownOrders orders;
    private final Telling telling;
    private final Rings ring;

    DisputeWrites(Wiring wiring, DisputesResource resource) {
        this.visible = wiring.visible();
        this.disputes = wiring.money().disputes();
        this.resource = resource;
        this.orders = wiring.stores().orders();
        this.telling = wiring.telling();
        this.ring = wiring.ring();
    }

    Decision open(Write write) {
        AffiliateId affiliate = write.ask()
                .affiliate()
                .orElseThrow(() -> HttpRefusal.of(403, "affiliate_only", "Only the affiliate's key may do this."));
        FieldReader body = write.body();
        Optional<ProgramId> programId = body.required("program_id", body.text("program_id", ProgramId::parse));
        Optional<Claim.Kind> kind = body.required("kind", body.text("kind", Texts.constant(Claim.Kind.class)));
        if (programId.isEmpty() || kind.isEmpty()) {
            // Without them what else is said cannot be read.
            throw faults(body);
        }
        Program program = visible.program(write.tenant(), programId);
        Claim claim = claim(write, program, affiliate, kind.get());
        Dispute dispute = new Dispute(
                new DisputeId(write.id("dispute")),
                new Dispute.Parties(program.id(), program.merchant(), affiliate),
                claim,
                write.now(),
                new Dispute.State.Open());
        Optional<Versioned<Dispute>> mine = disputes.find(dispute.id());
        if (mine.isPresent()) {
            // Made by this very call, longer ago than its key is kept; it may have ended since.
            return Decision.unchanged(
                    Repeats.same(claim, mine.get().value().claim(), resource.created(write.ask(), mine.get())));
        }
        OpenDisputes open = requireFree(write, program.id(), affiliate, claim);
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.OfDispute(new DisputeChange.Opened(dispute, open.with(dispute))));
        changes.addAll(telling.of(DisputeNotices.opened(dispute), write.now()));
        return Decision.of(
                changes,
                write.event(
                        new Tenant.OfMerchant(program.merchant()),
                        "dispute.open",
                        dispute.id(),
                        new TreeSet<>(Set.of("kind", "program_id", "text"))),
                resource.created(write.ask(), new Versioned<>(dispute, 1)));
    }

    Decision withdraw(Write write) {
        Versioned<Dispute> read = resource.find(write.ask());
        AffiliateId affiliate = write.ask()
                .affiliate()
                .orElseThrow(() -> HttpRefusal.of(403, "affiliate_only", "Only the affiliate may withdraw it."));
        write.check();
        write.match(read.version());
        requireStanding(read.value());
        Dispute after = read.value()
                .with(new Dispute.State.Withdrawn(
                        write.now(), write.ask().principal().id().text()));
        OpenDisputes open = disputes.open(after.parties().program(), affiliate).without(after);
        return Decision.of(
                List.of(new Change.OfDispute(new DisputeChange.Ended(read.with(after), open))),
                write.event(
                        new Tenant.OfMerchant(after.parties().merchant()),
                        "dispute.withdraw",
                        after.id(),
                        Set.of("state")),
                resource.shown(write.ask(), new Versioned<>(after, read.version() + 1)));
    }

    /// @throws HttpRefusal 409
    static void requireStanding(Dispute dispute) {
        if (!dispute.stands()) {
            throw HttpRefusal.of(
                    409, "illegal_state", "The dispute is " + dispute.state().text() + " already.");
        }
    }

    /// What the affiliate has open, where one more may be.
    private OpenDisputes requireFree(Write write, ProgramId program, AffiliateId affiliate, Claim claim) {
        EnrollmentState state =
                visible.enrollment(write.tenant(), program, affiliate).value().state();
        if (!mayClaim(state)) {
            throw HttpRefusal.of(409, "illegal_state", "The enrollment is " + state.text() + ".");
        }
        OpenDisputes open = disputes.open(program, affiliate);
        if (open.about(claim).isPresent()) {
            throw HttpRefusal.of(409, "already_open", "There is an open dispute about this already.");
        }
        if (resource.isRuled(open, claim, key(program, claim))) {
            throw alreadyRuled();
        }
        if (open.isFull()) {
            throw HttpRefusal.of(
                    409, "too_many", "There are " + OpenDisputes.MOST + " open disputes in this program already.");
        }
        Optional<Duration> wait = open.wait(write.now());
        if (wait.isPresent()) {
            throw Replies.later(
                    429,
                    "too_many_today",
                    OpenDisputes.MOST_A_DAY + " disputes were opened in this program today (UTC), withdrawn ones too.",
                    wait.get());
        }
        return open;
    }

    static boolean mayClaim(EnrollmentState state) {
        return state == EnrollmentState.APPROVED || state == EnrollmentState.PAUSED || state == EnrollmentState.ENDED;
    }

    private static Optional<ConversionKey> key(ProgramId program, Claim claim) {
        return claim.order().map(order -> new ConversionKey(program, order, claim.event()));
    }

    static HttpRefusal alreadyRuled() {
        return HttpRefusal.of(
                409,
                "already_ruled",
                "Something was given for this by another dispute: what is missing still is an adjustment.");
    }

    private Claim claim(Write write, Program program, AffiliateId affiliate, Claim.Kind kind) {
        FieldReader body = write.body();
        Optional<OrderId> order = body.text(ORDER, OrderId::parse);
        EventName event = body.text("event", EventName::parse).orElse(EventName.SALE);
        Optional<Money> claimed = Texts.money(body, "claimed", program.currency());
        if (claimed.filter(Money::isZero).isPresent()) {
            body.fault("claimed", "zero", "A claim to nothing claims nothing.");
        }
        Optional<String> text = body.required("text", Prose.text(body, "text", Claim.MAX_TEXT_LENGTH));
        Optional<ConversionKey> key = order.map(id -> new ConversionKey(program.id(), id, event));
        Optional<? extends Subject> subject =
                kind == Claim.Kind.MISSING ? unseen(write, program, affiliate, key) : credited(write, affiliate, key);
        write.check();
        return new Claim(kind, subject.orElseThrow(), event, claimed, text.orElseThrow());
    }

    private Optional<Subject> unseen(Write write, Program program, AffiliateId affiliate, Optional<ConversionKey> key) {
        FieldReader body = write.body();
        Optional<VerifiedClick> click = click(write, program, affiliate);
        Optional<Instant> occurredAt = body.required(OCCURRED, body.time(OCCURRED));
        Optional<Money> amount = body.required(AMOUNT, Texts.money(body, AMOUNT, program.currency()));
        occurredAt.ifPresent(at -> requireRecent(body, at, write.now()));
        if (!body.has(ORDER) && !body.has(CLICK)) {
            body.fault(ORDER, FieldReader.MISSING, "Name the order, or the click_id of the click.");
        }
        if (key.flatMap(orders::find)
                .filter(found -> found.value().affiliates().contains(affiliate))
                .isPresent()) {
            throw HttpRefusal.of(
                    409, "already_credited", "The order is credited to the affiliate: it is wrong, or declined.");
        }
        return body.faults().isEmpty()
                ? Optional.of(new Subject.Unseen(
                        key.map(ConversionKey::order), click, occurredAt.orElseThrow(), amount.orElseThrow()))
                : Optional.empty();
    }

    private static void requireRecent(FieldReader body, Instant at, Instant now) {
        if (at.isBefore(now.minus(Dispute.OLDEST))) {
            body.fault(OCCURRED, "too_old", "It is more than " + Dispute.OLDEST.toDays() + " days ago.");
        }
        if (at.isAfter(now.plus(SKEW))) {
            body.fault(OCCURRED, "in_the_future", "It has not happened yet.");
        }
    }

    /// A click is the affiliate's own, in this program: what anybody else made is no proof.
    private Optional<VerifiedClick> click(Write write, Program program, AffiliateId affiliate) {
        Optional<String> text = write.body().text(CLICK, Optional::of);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<VerifiedClick> click = click(text.get(), ring, program, affiliate);
        if (click.isEmpty()) {
            write.body().fault(CLICK, "forged", "This is no click of the affiliate in this program.");
        }
        return click;
    }

    static Optional<VerifiedClick> click(String text, Rings ring, Program program, AffiliateId affiliate) {
        Optional<ClickToken> token = ClickTokens.verify(text, ring.available())
                .filter(of ->
                        of.program().equals(program.id()) && of.affiliate().equals(affiliate));
        return token.map(of -> VerifiedClick.of(text, of));
    }

    static boolean isRecent(Instant at, Instant now) {
        return !at.isBefore(now.minus(Dispute.OLDEST)) && !at.isAfter(now.plus(SKEW));
    }

    /// An order that is another's, that is nobody's and that is not there look the same.
    private Optional<Subject> credited(Write write, AffiliateId affiliate, Optional<ConversionKey> key) {
        FieldReader body = write.body();
        body.required(ORDER, key);
        Optional<CommissionId> commission = body.text(COMMISSION, CommissionId::parse);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        Optional<OrderState> own = orders.find(key.get())
                .map(Versioned::value)
                .filter(found -> found.affiliates().contains(affiliate));
        boolean known = own.filter(found -> commission.isEmpty()
                        || found.commissions().stream()
                                .anyMatch(one -> one.id().equals(commission.get())
                                        && one.affiliate().equals(affiliate)))
                .isPresent();
        if (!known) {
            body.fault(ORDER, "unknown_subject", "There is no such order or commission of the affiliate.");
        }
        own.flatMap(OrderState::sale).ifPresent(sale -> {
            if (sale.occurredAt().isBefore(write.now().minus(Dispute.OLDEST))) {
                body.fault(ORDER, "too_old", "It is more than " + Dispute.OLDEST.toDays() + " days ago.");
            }
        });
        return Optional.of(new Subject.Credited(key.get().order(), commission));
    }

    private static HttpRefusal faults(FieldReader body) {
        return HttpRefusal.of(422, "invalid_fields", "The body has fields that cannot be used.")
                .because(body.faults());
    }
}
