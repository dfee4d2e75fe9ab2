package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.postback.OrderFlow;
import dev.tributary.domain.postback.OrderFlows;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import java.io.IOException;
import java.util.Optional;

/// `GET /v1/programs/{program_id}/order_flow`, for its merchant: whether its orders come, measured in clicks.
final class OrderFlowResource {
    private final Visible visible;
    private final OrderFlows flows;

    OrderFlowResource(Visible visible, OrderFlows flows) {
        this.visible = visible;
        this.flows = flows;
    }

    HttpAnswer get(Ask ask) {
        ask.parameters().check();
        Program program = visible.program(ask.tenant(), ProgramId.parse(ask.variable("program_id")));
        ask.merchantOnly();
        Optional<OrderFlow> flow = flows.find(program.id()).map(Versioned::value);
        return HttpAnswer.ok(json -> write(program.id(), flow, json));
    }

    private static void write(ProgramId program, Optional<OrderFlow> flow, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("program_id", program.toString());
        json.writeStringField("state", flow.map(OrderFlowResource::state).orElse("learning"));
        Lists.nullable(
                json, "silent_since", flow.flatMap(OrderFlow::silentSince).map(Object::toString));
        json.writeNumberField("clicks_since_order", flow.map(OrderFlow::clicks).orElse(0L));
        number(json, "usual_most", flow.flatMap(OrderFlow::usual));
        number(json, "silent_above", flow.flatMap(OrderFlow::limit));
        json.writeEndObject();
    }

    private static String state(OrderFlow flow) {
        if (flow.silentSince().isPresent()) {
            return "silent";
        }
        return flow.limit().isPresent() ? "flowing" : "learning";
    }

    private static void number(JsonGenerator json, String field, Optional<Long> number) throws IOException {
        if (number.isPresent()) {
            json.writeNumberField(field, number.get());
        } else {
            json.writeNullField(field);
        }
    }
}
