package dev.tributary.postback;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.token.ClickToken;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal.Fault;
import dev.tributary.infrastructure.lambda.JsonValue;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// An explanation as JSON; docs/openapi.yaml has its form.
final class ExplanationJson {
    private ExplanationJson() {}

    static HttpAnswer of(Explanation explanation) {
        return HttpAnswer.json(200, json -> {
            json.writeStartObject();
            json.writeStringField("dialect", explanation.dialect());
            json.writeObjectFieldStart("proof");
            json.writeBooleanField("valid", explanation.proof().isValid());
            nullable(json, "signature", explanation.proof().signature().map(Proof.State::text));
            nullable(json, "token", explanation.proof().token().map(Proof.State::text));
            json.writeEndObject();
            answer(json, "answer", explanation.answer());
            answer(json, "if_proven", explanation.ifProven());
            nullable(json, "unused", explanation.unused());
            json.writeArrayFieldStart("calls");
            for (Explanation.Thing thing : explanation.things()) {
                thing(json, thing);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void answer(JsonGenerator json, String name, Explanation.Answer answer) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("status", answer.status());
        json.writeStringField("code", answer.code());
        errors(json, answer.faults());
        json.writeEndObject();
    }

    private static void thing(JsonGenerator json, Explanation.Thing thing) throws IOException {
        json.writeStartObject();
        nullable(json, "event", thing.event());
        nullable(json, "order_id", thing.order());
        json.writeArrayFieldStart("fields");
        for (Explanation.Field field : thing.fields()) {
            json.writeStartObject();
            nullable(json, "sent", field.sent());
            json.writeStringField("field", field.field());
            json.writeFieldName("value");
            value(json, field.value().orElseGet(JsonValue.Null::new));
            nullable(json, "read_as", field.readAs());
            json.writeBooleanField("kept_as_hmac", field.value().isEmpty());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("ignored");
        for (String name : thing.ignored()) {
            json.writeString(name);
        }
        json.writeEndArray();
        errors(json, thing.faults());
        nullable(json, "committed", thing.committed());
        nullable(json, "receipt_id", thing.receipt().map(receipt -> receipt.id().text()));
        nullable(
                json, "outcome", thing.receipt().map(receipt -> receipt.status().text()));
        json.writeFieldName("click");
        if (thing.click().isPresent()) {
            click(json, thing.click().get());
        } else {
            json.writeNull();
        }
        json.writeEndObject();
    }

    private static void click(JsonGenerator json, Explanation.Click click) throws IOException {
        ClickToken token = click.token();
        json.writeStartObject();
        json.writeStringField("affiliate_id", token.affiliate().toString());
        json.writeStringField("link_id", token.link().toString());
        json.writeStringField("clicked_at", token.time().toString());
        json.writeNumberField("terms_version", token.termsVersion());
        nullable(json, "country", token.country().map(CountryCode::toString));
        json.writeStringField("device", token.device().name().toLowerCase(Locale.ROOT));
        json.writeBooleanField("qualified", token.qualified());
        nullable(json, "window_ends_at", click.windowEnds());
        json.writeBooleanField("attributes", click.why().isEmpty());
        nullable(json, "reason", click.why());
        json.writeEndObject();
    }

    private static void errors(JsonGenerator json, List<Fault> faults) throws IOException {
        json.writeArrayFieldStart("errors");
        for (Fault fault : faults) {
            json.writeStartObject();
            json.writeStringField("field", fault.field());
            json.writeStringField("code", fault.code());
            json.writeStringField("detail", fault.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void value(JsonGenerator json, JsonValue value) throws IOException {
        switch (value) {
            case JsonValue.Text(String text) -> json.writeString(text);
            case JsonValue.Number(String text) -> json.writeNumber(text);
            case JsonValue.Truth(boolean truth) -> json.writeBoolean(truth);
            case JsonValue.Null() -> json.writeNull();
            case JsonValue.Items(List<JsonValue> values) -> {
                json.writeStartArray();
                for (JsonValue one : values) {
                    value(json, one);
                }
                json.writeEndArray();
            }
            case JsonValue.Fields(Map<String, JsonValue> values) -> {
                json.writeStartObject();
                for (Map.Entry<String, JsonValue> one : values.entrySet()) {
                    json.writeFieldName(one.getKey());
                    value(json, one.getValue());
                }
                json.writeEndObject();
            }
        }
    }

    private static void nullable(JsonGenerator json, String name, Optional<?> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get().toString());
        } else {
            json.writeNullField(name);
        }
    }
}
