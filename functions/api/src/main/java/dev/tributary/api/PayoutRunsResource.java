package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.payout.Approval;
import dev.tributary.domain.payout.LeftOut;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PayoutRuns;
import dev.tributary.domain.payout.PlanTotals;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// `GET /v1/payout_runs`: a merchant's runs, the newest of a program first.
final class PayoutRunsResource {
    private final Visible visible;
    private final PayoutRuns runs;
    private final Cursors cursors;

    PayoutRunsResource(Visible visible, PayoutRuns runs, Cursors cursors) {
        this.visible = visible;
        this.runs = runs;
        this.cursors = cursors;
    }

    HttpAnswer list(Ask ask) throws IOException {
        ask.merchantOnly();
        Optional<ProgramId> program = ask.parameters().program("runs are listed by program");
        PageRequest request = cursors.page(ask);
        Page<PayoutRun> page = runs.of(visible.program(ask.tenant(), program).id(), request);
        return Lists.of(page, cursors.next(ask, page), PayoutRunsResource::write);
    }

    /// A program that the caller sees, by whose runs something is listed.
    /// @throws HttpRefusal 404
    ProgramId program(Ask ask, Optional<ProgramId> program) {
        return visible.program(ask.tenant(), program).id();
    }

    HttpAnswer get(Ask ask) {
        ask.parameters().check();
        return Replies.ok(find(ask), PayoutRunsResource::write);
    }

    /// The run of the path.
    /// @throws HttpRefusal 403 for an affiliate, 404 for another merchant's
    Versioned<PayoutRun> find(Ask ask) {
        return find(ask, RunId.parse(ask.variable("run_id")));
    }

    Versioned<PayoutRun> find(Ask ask, Optional<RunId> id) {
        ask.merchantOnly();
        return seen(ask, id);
    }

    /// A run of a program that the caller sees, an affiliate too: of its rows it may see its own.
    /// @throws HttpRefusal 404
    Versioned<PayoutRun> seen(Ask ask, Optional<RunId> id) {
        return id.flatMap(runs::find)
                .filter(run -> visible.sees(ask.tenant(), run.value().head().program()))
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such payout run."));
    }

    static void write(PayoutRun run, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", run.id().toString());
        json.writeStringField("program_id", run.head().program().toString());
        json.writeStringField("state", run.state().text());
        Lists.nullable(
                json,
                "period_end",
                run.head().origin() instanceof PayoutRun.Origin.Scheduled(var end)
                        ? Optional.of(end)
                        : Optional.empty());
        json.writeStringField("maker", run.head().maker());
        json.writeStringField("created_at", run.head().created().toString());
        json.writeNumberField("attempt", run.head().attempt());
        Lists.nullable(json, "plan_hash", run.sealed().map(PayoutRun.Sealed::hash));
        Lists.nullable(json, "planned_at", run.sealed().map(PayoutRun.Sealed::at));
        json.writeFieldName("paid_from");
        if (run.planning().debtor().isPresent()) {
            DebtorResource.write(run.planning().debtor().get(), json);
        } else {
            json.writeNull();
        }
        totals(run.totals(), json);
        json.writeArrayFieldStart("approvals");
        for (Approval approval : run.approvals()) {
            json.writeStartObject();
            json.writeStringField("actor", approval.actor());
            json.writeStringField("at", approval.at().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
        Lists.nullable(json, "fault", run.fault());
        Lists.nullable(json, "abandoned_by", run.abandoned().map(PayoutRun.Abandoned::actor));
        Lists.nullable(json, "abandoned_at", run.abandoned().map(PayoutRun.Abandoned::at));
        json.writeEndObject();
    }

    static void totals(PlanTotals totals, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("totals");
        json.writeNumberField("payouts", totals.payouts());
        Amounts.money(json, "gross", totals.gross());
        Amounts.money(json, "fees", totals.fees());
        Amounts.money(json, "net", totals.net());
        json.writeNumberField("new_methods", totals.newMethods());
        json.writeNumberField("changed_methods", totals.changedMethods());
        json.writeObjectFieldStart("left_out");
        for (Map.Entry<LeftOut, Long> reason : totals.leftOut().entrySet()) {
            json.writeNumberField(reason.getKey().text(), reason.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
