package dev.tributary.api;

import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.decision.Decision;
import dev.tributary.domain.decision.Decisions;
import dev.tributary.domain.dispute.Claim;
import dev.tributary.domain.dispute.Dispute;
import dev.tributary.domain.dispute.Disputes;
import dev.tributary.domain.dispute.OpenDisputes;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.listing.OrderFilter;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `GET /v1/disputes`: a merchant sees those of its programs; an affiliate its own, whatever has become of its
/// enrollment.
final class DisputesResource {
    private static final Set<String> STATES = Set.of("open", "escalated", "withdrawn", "accepted", "rejected");

    private final Visible visible;
    private final Disputes disputes;
    private final Decisions decisions;
    private final DisputedCommissions commissions;
    private final Behind behind;
    private final Cursors cursors;

    DisputesResource(Wiring wiring) {
        this(
                wiring.visible(),
                wiring.money().disputes(),
                wiring.money().decisions(),
                new DisputedCommissions(wiring.stores()),
                wiring.behind(),
                wiring.cursors());
    }

    private DisputesResource(
            Visible visible,
            Disputes disputes,
            Decisions decisions,
            DisputedCommissions commissions,
            Behind behind,
            Cursors cursors) {
        this.visible = visible;
        this.commissions = commissions;
        this.disputes = disputes;
        this.decisions = decisions;
        this.behind = behind;
        this.cursors = cursors;
    }

    /// By when they were opened, the latest one first.
    HttpAnswer list(Ask ask) throws IOException {
        Parameters given = ask.parameters();
        Optional<ProgramId> program = given.take("program_id", ProgramId::parse);
        Optional<AffiliateId> affiliate = given.take("affiliate_id", AffiliateId::parse);
        Optional<String> state = given.take("state", text -> Optional.of(text).filter(STATES::contains));
        Optional<Claim.Kind> kind = given.take("kind", Texts.constant(Claim.Kind.class));
        Optional<Instant> from = given.take("from", OrderFilter::instant);
        Optional<Instant> to = given.take("to", OrderFilter::instant);
        Set<Noun> wanted = Expansions.DISPUTES.take(ask);
        PageRequest request = cursors.page(ask);
        program.ifPresent(id -> visible.program(ask.tenant(), program));
        Page<Dispute> page = ask.isForeign(affiliate) ? Page.last(List.of()) : page(ask, program, request);
        // A filtered page may be short; its cursor leads on all the same.
        List<Dispute> kept = page.items().stream()
                .filter(one -> CallSight.has(one.parties().program()))
                .filter(one ->
                        program.isEmpty() || program.get().equals(one.parties().program()))
                .filter(one -> affiliate.isEmpty()
                        || affiliate.get().equals(one.parties().affiliate()))
                .filter(one -> state.isEmpty() || state.get().equals(one.state().text()))
                .filter(one -> kind.isEmpty() || kind.get() == one.claim().kind())
                .filter(one -> from.isEmpty() || !one.openedAt().isBefore(from.get()))
                .filter(one -> to.isEmpty() || one.openedAt().isBefore(to.get()))
                .toList();
        Page<DisputeJson.Row> rows = new Page<>(rows(kept), page.next());
        return said(ask, wanted, Lists.of(rows, cursors.next(ask, rows), writing(ask, wanted, rows.items())));
    }

    HttpAnswer get(Ask ask) throws IOException {
        Set<Noun> wanted = Expansions.DISPUTES.take(ask);
        ask.parameters().check();
        Versioned<DisputeJson.Row> row = row(find(ask));
        return said(ask, wanted, Replies.ok(row, writing(ask, wanted, List.of(row.value()))));
    }

    private Lists.Writing<DisputeJson.Row> writing(Ask ask, Set<Noun> wanted, List<DisputeJson.Row> rows)
            throws IOException {
        Expanding.Finder disputed = ids ->
                commissions.of(ask, rows.stream().map(DisputeJson.Row::dispute).toList());
        return Expanding.beside(
                new Expanding.Rows<>(rows, row -> row.dispute().parties().program(), DisputeJson.writing(ask)),
                behind.finders(ask, wanted, Map.of(Noun.COMMISSION, disputed)));
    }

    /// A commission is explained in a sentence.
    private static HttpAnswer said(Ask ask, Set<Noun> wanted, HttpAnswer answer) {
        return wanted.contains(Noun.COMMISSION) ? Languages.said(answer, Languages.of(ask.call())) : answer;
    }

    HttpAnswer shown(Ask ask, Versioned<Dispute> dispute) {
        return Replies.ok(row(dispute), DisputeJson.writing(ask));
    }

    HttpAnswer created(Ask ask, Versioned<Dispute> dispute) {
        return Replies.created(row(dispute), "/v1/disputes/" + dispute.value().id(), DisputeJson.writing(ask));
    }

    private Versioned<DisputeJson.Row> row(Versioned<Dispute> dispute) {
        return new Versioned<>(rows(List.of(dispute.value())).getFirst(), dispute.version());
    }

    /// The one of the path, as the caller may see it.
    /// @throws HttpRefusal 404
    Versioned<Dispute> find(Ask ask) {
        return DisputeId.parse(ask.variable("dispute_id"))
                .flatMap(disputes::find)
                .filter(found -> isShown(ask, found.value().parties()))
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such dispute."));
    }

    /// Whether the affiliate was given something for the same thing by another dispute. What could not be posted gave
    /// nothing.
    boolean isRuled(OpenDisputes open, Claim claim, Optional<ConversionKey> order) {
        return open.accepted(claim, order).stream()
                .flatMap(other -> disputes.find(other).stream())
                .flatMap(other -> decisions.find(other.value().decision()).stream())
                .anyMatch(decision -> !(decision.state() instanceof Decision.State.Refused));
    }

    private static boolean isShown(Ask ask, Dispute.Parties parties) {
        return CallSight.has(parties.program())
                && ask.affiliate()
                        .map(parties.affiliate()::equals)
                        .orElseGet(() -> ask.merchantOnly().equals(parties.merchant()));
    }

    private Page<Dispute> page(Ask ask, Optional<ProgramId> program, PageRequest request) {
        return ask.affiliate()
                .map(own -> disputes.of(own, request))
                .orElseGet(() -> visible.walk(ask.tenant(), program, request, disputes::in));
    }

    /// Each with what the ledger has of its ruling.
    private List<DisputeJson.Row> rows(List<Dispute> some) {
        Map<AdjustmentId, Decision> ruled = decisions.find(some.stream()
                .filter(one -> one.state() instanceof Dispute.State.Accepted)
                .map(Dispute::decision)
                .toList());
        return some.stream()
                .map(one -> new DisputeJson.Row(one, Optional.ofNullable(ruled.get(one.decision()))))
                .toList();
    }
}
