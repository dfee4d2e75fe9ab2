package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Decision;
import dev.tributary.domain.decision.Decision.State;
import dev.tributary.domain.decision.Decisions;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.listing.AdjustmentFilter;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.util.Optional;

/// `GET /v1/adjustments`, those of one program, the first one first: an affiliate sees its own, and
/// not by whose key they were made.
final class AdjustmentsResource {
    private final Visible visible;
    private final Decisions decisions;
    private final Cursors cursors;

    AdjustmentsResource(Visible visible, Decisions decisions, Cursors cursors) {
        this.visible = visible;
        this.decisions = decisions;
        this.cursors = cursors;
    }

    HttpAnswer list(Ask ask) throws IOException {
        AdjustmentFilter filter = AdjustmentFilter.take(ask.parameters().stated());
        PageRequest request = cursors.page(ask);
        ProgramId seen = visible.program(ask.tenant(), filter.program()).id();
        Page<Decision> page = filter.within(decisions, ask.tenant()).page(seen, request);
        return Lists.of(page, cursors.next(ask, page), writing(ask));
    }

    HttpAnswer get(Ask ask) {
        ask.parameters().check();
        Decision decision = AdjustmentId.parse(ask.variable("adjustment_id"))
                .flatMap(decisions::find)
                .filter(found -> AdjustmentFilter.isShown(ask.tenant(), found)
                        && visible.sees(
                                ask.tenant(), found.adjustment().account().program()))
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such adjustment."));
        return HttpAnswer.ok(json -> writing(ask).write(decision, json));
    }

    static Lists.Writing<Decision> writing(Ask ask) {
        boolean withAuthor = ask.affiliate().isEmpty();
        return (decision, json) -> write(decision, withAuthor, json);
    }

    private static void write(Decision decision, boolean withAuthor, JsonGenerator json) throws IOException {
        Adjustment adjustment = decision.adjustment();
        Optional<Adjustment.About> about = adjustment.about();
        json.writeStartObject();
        json.writeStringField("id", adjustment.id().toString());
        json.writeStringField("program_id", adjustment.account().program().toString());
        json.writeStringField("affiliate_id", adjustment.account().affiliate().toString());
        Amounts.money(json, "amount", adjustment.amount());
        json.writeStringField("reason", adjustment.reason());
        Lists.nullable(json, "author", withAuthor ? Optional.of(adjustment.author()) : Optional.empty());
        json.writeStringField("decided_at", adjustment.decidedAt().toString());
        Lists.nullable(json, "commission_id", about.map(Adjustment.About::commission));
        Lists.nullable(json, "order_id", about.map(of -> of.order().order().text()));
        Lists.nullable(json, "event", about.map(of -> of.order().event().text()));
        json.writeStringField("state", decision.state().text());
        Lists.nullable(
                json,
                "entry_id",
                decision.state() instanceof State.Posted posted ? Optional.of(posted.entry()) : Optional.empty());
        Lists.nullable(
                json,
                "refusal",
                decision.state() instanceof State.Refused refused
                        ? Optional.of(refused.refusal().text())
                        : Optional.empty());
        json.writeEndObject();
    }
}
