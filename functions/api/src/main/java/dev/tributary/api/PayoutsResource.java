package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.PayoutId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.listing.ListedPayouts;
import dev.tributary.domain.listing.PayoutFilter;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PlanRow;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `GET /v1/payouts` of one run, or of one affiliate in a program's runs, and who is left out of it and why; bucket by
/// bucket, in the order of
/// affiliates. A position is a bucket and an affiliate in it. An affiliate sees its own.
final class PayoutsResource {
    /// How many pages of rows one call looks through for a payout.
    private static final int MOST_PAGES = 50;

    private static final String RUN = "run_id";
    private static final String AFFILIATE = "affiliate_id";
    private static final String REQUIRED = "required";

    private final PayoutRunsResource runs;
    private final ListedPayouts listed;
    private final Behind behind;
    private final Cursors cursors;

    PayoutsResource(PayoutRunsResource runs, ListedPayouts listed, Behind behind, Cursors cursors) {
        this.runs = runs;
        this.listed = listed;
        this.behind = behind;
        this.cursors = cursors;
    }

    HttpAnswer list(Ask ask) throws IOException {
        PayoutFilter filter = PayoutFilter.take(ask.parameters().stated(), ask.tenant());
        Set<Noun> wanted = Expansions.PAYOUTS.take(ask);
        PageRequest request = cursors.page(ask);
        Page<Payout> page;
        ProgramId program;
        if (filter.run().isPresent()) {
            PayoutRun run = runs.seen(ask, filter.run()).value();
            program = run.head().program();
            page = listed.ofRun(ask.tenant(), filter, run, request);
        } else {
            program = runs.program(ask, filter.program());
            page = listed.inProgram(ask.tenant(), filter, program, request);
        }
        return Lists.of(page, cursors.next(ask, page), writing(ask, wanted, page.items(), program));
    }

    /// An id says neither its run nor whose it is: the run has to be named. With the affiliate named
    /// too, or asking, one row is read; else the run's rows are looked through, as far as that goes.
    HttpAnswer get(Ask ask) throws IOException {
        Optional<RunId> runId = ask.parameters().take(RUN, RunId::parse);
        Optional<AffiliateId> filter = ask.parameters().take(AFFILIATE, AffiliateId::parse);
        Set<Noun> wanted = Expansions.PAYOUTS.take(ask);
        if (!ask.parameters().has(RUN)) {
            ask.parameters().fault(RUN, REQUIRED, "is needed: a payout is found in its run");
        }
        ask.parameters().check();
        PayoutRun run = runs.seen(ask, runId).value();
        Optional<AffiliateId> whose = ask.affiliate().or(() -> filter);
        Payout payout = PayoutId.parse(ask.variable("payout_id"))
                .filter(id -> !ask.isForeign(filter))
                .flatMap(id -> (whose.isPresent() ? listed.of(run, whose.get()) : search(run, id))
                        .filter(found -> found.id().equals(id) && ListedPayouts.isShown(ask.tenant(), found)))
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such payout."));
        Lists.Writing<Payout> writing =
                writing(ask, wanted, List.of(payout), run.head().program());
        return HttpAnswer.ok(json -> writing.write(payout, json));
    }

    private Lists.Writing<Payout> writing(Ask ask, Set<Noun> wanted, List<Payout> rows, ProgramId program)
            throws IOException {
        return Expanding.beside(
                new Expanding.Rows<>(rows, payout -> program, writing(ask)), behind.finders(ask, wanted, Map.of()));
    }

    /// @throws HttpRefusal 400 when there are more rows than one call looks through
    private Optional<Payout> search(PayoutRun run, PayoutId id) {
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Page<Payout> page = listed.rows(
                    run,
                    request,
                    row -> row instanceof Payout payout && payout.id().equals(id)
                            ? Optional.of(payout)
                            : Optional.empty());
            if (!page.items().isEmpty() || page.next().isEmpty()) {
                return page.items().stream().findFirst();
            }
            request = request.after(page.next().get());
        }
        throw HttpRefusal.of(400, "narrow_search", "The run has many payouts: name affiliate_id too.");
    }

    HttpAnswer leftOut(Ask ask) throws IOException {
        PageRequest request = cursors.page(ask);
        PayoutRun run = runs.find(ask).value();
        Page<PlanRow.NotPaid> page = listed.rows(
                run, request, row -> row instanceof PlanRow.NotPaid left ? Optional.of(left) : Optional.empty());
        return Lists.of(page, cursors.next(ask, page), PayoutsResource::write);
    }

    /// An affiliate is not shown what the rail costs the merchant, nor what finance has to look at.
    private static Lists.Writing<Payout> writing(Ask ask) {
        boolean whole = ask.affiliate().isEmpty();
        return (payout, json) -> write(payout, whole, json);
    }

    private static void write(Payout payout, boolean whole, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", payout.id().toString());
        json.writeStringField("run_id", payout.place().run().toString());
        json.writeStringField("affiliate_id", payout.affiliate().toString());
        json.writeStringField("state", payout.state().text());
        json.writeStringField("rail", payout.line().to().rail().text());
        json.writeNumberField("method_version", payout.line().to().methodVersion());
        Amounts.money(json, "gross", payout.line().gross());
        Amounts.money(json, "withholding", payout.line().withholding());
        Amounts.nullable(json, "rail_fee", whole ? Optional.of(payout.line().fee()) : Optional.empty());
        Amounts.money(json, "net", payout.line().net());
        Lists.nullable(json, "reason", payout.reason());
        Lists.nullable(json, "reference", payout.reference());
        Lists.nullable(json, "ended_at", payout.endedAt());
        Lists.nullable(json, "note", whole ? payout.note() : Optional.empty());
        json.writeEndObject();
    }

    private static void write(PlanRow.NotPaid left, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("affiliate_id", left.line().affiliate().toString());
        json.writeStringField("reason", left.line().reason().text());
        Lists.nullable(json, "until", left.line().until());
        json.writeEndObject();
    }
}
