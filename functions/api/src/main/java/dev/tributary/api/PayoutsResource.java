package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutRows;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PlanRow;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/// `GET /v1/payouts` of one run, and who is left out of it and why; bucket by bucket, in the order of
/// affiliates. A position is a bucket and an affiliate in it.
final class PayoutsResource {
    private final PayoutRunsResource runs;
    private final PayoutRows rows;
    private final Cursors cursors;

    PayoutsResource(PayoutRunsResource runs, PayoutRows rows, Cursors cursors) {
        this.runs = runs;
        this.rows = rows;
        this.cursors = cursors;
    }

    HttpAnswer list(Ask ask) throws IOException {
        ask.merchantOnly();
        Optional<RunId> id = ask.parameters().take("run_id", RunId::parse);
        Optional<Payout.State> state = ask.parameters().take("state", PayoutsResource::state);
        if (!ask.parameters().has("run_id")) {
            ask.parameters().fault("run_id", "required", "is needed: payouts are listed by run");
        }
        PageRequest request = cursors.page(ask);
        PayoutRun run = runs.find(ask, id).value();
        Page<Payout> page = page(run, request, row ->
                row instanceof Payout payout && (state.isEmpty() || state.get() == payout.state())
                        ? Optional.of(payout)
                        : Optional.empty());
        return Lists.of(page, cursors.next(ask, page), PayoutsResource::write);
    }

    HttpAnswer leftOut(Ask ask) throws IOException {
        PageRequest request = cursors.page(ask);
        PayoutRun run = runs.find(ask).value();
        Page<PlanRow.NotPaid> page = page(
                run, request, row -> row instanceof PlanRow.NotPaid left ? Optional.of(left) : Optional.empty());
        return Lists.of(page, cursors.next(ask, page), PayoutsResource::write);
    }

    /// One page of one bucket's rows; it may be short, since rows of the other kind stand between.
    private <T> Page<T> page(PayoutRun run, PageRequest request, Function<PlanRow, Optional<T>> kind) {
        String[] position = request.after().orElse("0:").split(":", 2);
        int bucket = Integer.parseInt(position[0]);
        PageRequest within = position[1].isEmpty()
                ? PageRequest.first(request.limit())
                : PageRequest.first(request.limit()).after(position[1]);
        Page<Versioned<PlanRow>> page =
                rows.in(new PayoutRows.Bucket(run.id(), run.head().attempt(), bucket), within);
        Optional<String> next = page.next().map(after -> bucket + ":" + after);
        if (next.isEmpty() && bucket + 1 < run.head().buckets()) {
            next = Optional.of((bucket + 1) + ":");
        }
        return new Page<>(
                page.items().stream()
                        .flatMap(row -> kind.apply(row.value()).stream())
                        .toList(),
                next);
    }

    private static Optional<Payout.State> state(String text) {
        for (Payout.State state : Payout.State.values()) {
            if (state.text().equals(text)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    private static void write(Payout payout, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", payout.id().toString());
        json.writeStringField("run_id", payout.place().run().toString());
        json.writeStringField("affiliate_id", payout.affiliate().toString());
        json.writeStringField("state", payout.state().text());
        json.writeStringField("rail", payout.line().to().rail().text());
        json.writeNumberField("method_version", payout.line().to().methodVersion());
        Amounts.money(json, "gross", payout.line().gross());
        Amounts.money(json, "withholding", payout.line().withholding());
        Amounts.money(json, "rail_fee", payout.line().fee());
        Amounts.money(json, "net", payout.line().net());
        Lists.nullable(json, "reason", payout.reason());
        Lists.nullable(json, "reference", payout.reference());
        Lists.nullable(json, "ended_at", payout.endedAt());
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
