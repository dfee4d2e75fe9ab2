package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.backtest.BackTest;
import dev.tributary.domain.backtest.BackTestRow;
import dev.tributary.domain.backtest.BackTests;
import dev.tributary.domain.id.BackTestId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `/v1/programs/{program_id}/back_tests`: a program's, the newest first; under `/{back_test_id}` how far one
/// is and what it has found, and by affiliate under `/rows`. While it runs they show what is done so far.
final class BackTestsResource {
    private final Visible visible;
    private final BackTests tests;
    private final Cursors cursors;
    private final Clock clock;

    BackTestsResource(Visible visible, BackTests tests, Cursors cursors, Clock clock) {
        this.visible = visible;
        this.tests = tests;
        this.cursors = cursors;
        this.clock = clock;
    }

    HttpAnswer list(Ask ask) throws IOException {
        PageRequest request = cursors.page(ask);
        Program program = visible.program(ask.tenant(), ProgramId.parse(ask.variable("program_id")));
        ask.merchantOnly();
        Page<BackTest> page = tests.of(program.id(), request);
        Page<BackTest> kept =
                new Page<>(page.items().stream().filter(this::isKept).toList(), page.next());
        return Lists.of(kept, cursors.next(ask, kept), BackTestsResource::write);
    }

    HttpAnswer get(Ask ask) {
        ask.parameters().check();
        BackTest test = test(ask);
        return HttpAnswer.ok(json -> write(test, json));
    }

    HttpAnswer rows(Ask ask) throws IOException {
        PageRequest request = cursors.page(ask);
        BackTest test = test(ask);
        Page<BackTestRow> page = tests.rows(test.id(), request);
        // Some affiliates are only counted, before the period.
        Page<BackTestRow> shown =
                new Page<>(page.items().stream().filter(BackTestRow::isShown).toList(), page.next());
        return Lists.of(shown, cursors.next(ask, shown), BackTestsResource::write);
    }

    /// @throws HttpRefusal 404, 403
    private BackTest test(Ask ask) {
        Program program = visible.program(ask.tenant(), ProgramId.parse(ask.variable("program_id")));
        ask.merchantOnly();
        return BackTestId.parse(ask.variable("back_test_id"))
                .flatMap(tests::find)
                .map(found -> found.value())
                .filter(found -> found.program().equals(program.id()))
                .filter(this::isKept)
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such back-test."));
    }

    /// It goes some time after this, and not to the minute.
    private boolean isKept(BackTest test) {
        return test.progress().startedAt().plus(BackTest.KEPT).isAfter(clock.instant());
    }

    static void write(BackTest test, JsonGenerator json) throws IOException {
        BackTest.Progress progress = test.progress();
        json.writeStartObject();
        json.writeStringField("id", test.id().toString());
        json.writeStringField("program_id", test.program().toString());
        Lists.nullableNumber(json, "terms_version", test.tested().version());
        json.writeNumberField("present_version", test.tested().present().version());
        json.writeStringField("from", test.days().from().toString());
        json.writeStringField("to", test.days().to().toString());
        json.writeStringField("state", state(progress.phase()));
        json.writeObjectFieldStart("progress");
        json.writeNumberField("percent", test.percent());
        json.writeNumberField("orders", progress.orders());
        json.writeEndObject();
        json.writeStringField("started_at", progress.startedAt().toString());
        Lists.nullable(json, "finished_at", progress.finishedAt());
        BackTest.Sums sums = test.sums();
        Amounts.money(json, "now", sums.now());
        Amounts.money(json, "then", sums.then());
        Amounts.money(json, "difference", sums.then().minus(sums.now()));
        json.writeNumberField("affiliates", sums.affiliates());
        json.writeNumberField("gain", sums.gain());
        json.writeNumberField("lose", sums.lose());
        json.writeEndObject();
    }

    private static String state(BackTest.Phase phase) {
        return switch (phase) {
            case COUNTING, COSTING -> "running";
            case DONE, FAILED -> phase.name().toLowerCase(Locale.ROOT);
        };
    }

    private static void write(BackTestRow row, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("affiliate_id", row.affiliate().toString());
        json.writeNumberField("conversions", row.conversions());
        Amounts.money(json, "now", row.now());
        Amounts.money(json, "then", row.then());
        Amounts.money(json, "difference", row.difference());
        json.writeArrayFieldStart("tiers");
        for (Map.Entry<?, BackTestRow.Steps> tier : row.tiers().entrySet()) {
            json.writeStartObject();
            json.writeStringField("rule", tier.getKey().toString());
            Lists.nullableNumber(json, "now", step(tier.getValue().now()));
            Lists.nullableNumber(json, "then", step(tier.getValue().then()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeBooleanField("moves_tier", row.movesTier());
        json.writeEndObject();
    }

    private static Optional<Integer> step(int step) {
        return step == 0 ? Optional.empty() : Optional.of(step);
    }
}
