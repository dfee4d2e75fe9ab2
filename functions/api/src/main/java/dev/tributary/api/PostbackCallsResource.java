package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.postback.CallLog;
import dev.tributary.domain.postback.LoggedCall;
import dev.tributary.domain.postback.LoggedCall.Outcome;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;

/// `GET /v1/programs/{program_id}/postback_calls`: the last calls for a program and what was answered, for whoever
/// connects a shop. No pages: what is behind the last hundred is no longer what somebody is about to repair.
final class PostbackCallsResource {
    private static final Pattern DIALECT = Pattern.compile("[a-z0-9_]{1,24}");

    private final Visible visible;
    private final CallLog log;
    private final Clock clock;

    PostbackCallsResource(Visible visible, CallLog log, Clock clock) {
        this.visible = visible;
        this.log = log;
        this.clock = clock;
    }

    HttpAnswer list(Ask ask) throws IOException {
        Program program = visible.versioned(ask.tenant(), ProgramId.parse(ask.variable("program_id")))
                .value();
        ask.merchantOnly();
        Parameters parameters = ask.parameters();
        Optional<Outcome> outcome = parameters.take("outcome", Outcome::parse);
        Optional<String> dialect =
                parameters.take("dialect", text -> Optional.of(text).filter(DIALECT.asMatchPredicate()));
        int limit = parameters.limit(PageRequest.MAX_LIMIT);
        parameters.check();
        return Lists.of(
                Page.last(log.latest(
                        program.id(),
                        call -> outcome.map(call.outcome()::equals).orElse(true)
                                && dialect.map(call.dialect()::equals).orElse(true),
                        limit,
                        clock.instant())),
                Optional.empty(),
                PostbackCallsResource::write);
    }

    private static void write(LoggedCall call, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("received_at", call.at().toString());
        json.writeStringField("dialect", call.dialect());
        json.writeStringField("method", call.method());
        json.writeStringField("outcome", call.outcome().text());
        json.writeNumberField("status", call.status());
        json.writeStringField("code", call.code());
        json.writeArrayFieldStart("errors");
        for (LoggedCall.Fault fault : call.faults()) {
            json.writeStartObject();
            json.writeStringField("field", fault.field());
            json.writeStringField("code", fault.code());
            json.writeEndObject();
        }
        json.writeEndArray();
        Lists.nullable(json, "event", call.said().event());
        Lists.nullable(json, "order_id", call.said().order());
        Lists.nullable(json, "receipt_id", call.said().receipt());
        json.writeBooleanField("test", call.said().isTest());
        json.writeNumberField("skipped", call.skipped());
        json.writeEndObject();
    }
}
