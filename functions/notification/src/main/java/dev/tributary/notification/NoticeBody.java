package dev.tributary.notification;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.notice.Notice;
import dev.tributary.domain.notice.NoticeFact;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/// The body of a webhook, to the byte the same at each attempt:
/// ```json
/// {"id":"evt_...","type":"commission.accrued","timestamp":"2026-11-22T10:15:00Z","livemode":true,
///  "data":{"program_id":"prg_...","commission_id":"com_...","amount":{"amount":"12.50","currency":"EUR"}}}
/// ```
final class NoticeBody {
    private static final JsonFactory JSON = new JsonFactory();

    private NoticeBody() {}

    static byte[] of(Notice notice) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("id", notice.id().text());
            json.writeStringField("type", notice.type().text());
            json.writeStringField("timestamp", notice.at().toString());
            json.writeBooleanField("livemode", notice.isLive());
            json.writeObjectFieldStart("data");
            for (Map.Entry<NoticeFact, String> fact : notice.facts().entrySet()) {
                write(fact.getKey(), fact.getValue(), notice, json);
            }
            if (notice.amount().isPresent()) {
                money("amount", notice.amount().get().amount(), notice, json);
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new IllegalStateException("a stream into memory does not fail", impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(NoticeFact fact, String text, Notice notice, JsonGenerator json) throws IOException {
        switch (fact.shape()) {
            case TEXT -> json.writeStringField(fact.text(), text);
            case LABEL, PART -> {}
            case MONEY -> money(fact.text(), text, notice, json);
            case TRUTH -> json.writeBooleanField(fact.text(), Boolean.parseBoolean(text));
            case PRIZE -> {
                json.writeObjectFieldStart(fact.text());
                json.writeStringField("kind", notice.fact(NoticeFact.PRIZE_KIND).orElseThrow());
                json.writeStringField("title", text);
                json.writeEndObject();
            }
        }
    }

    private static void money(String name, String amount, Notice notice, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("amount", amount);
        json.writeStringField(
                "currency", notice.amount().orElseThrow().currency().code());
        json.writeEndObject();
    }
}
