package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.stored.Page;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import java.io.IOException;
import java.util.Optional;

/// How answers are written: lists as `{"data":[...],"next_cursor":null}`, absent fields as null.
final class Lists {
    private Lists() {}

    /// Writes one item of a list.
    @FunctionalInterface
    interface Writing<T> {
        void write(T item, JsonGenerator json) throws IOException;
    }

    static <T> HttpAnswer of(Page<T> page, Optional<String> nextCursor, Writing<T> writing) {
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("data");
            for (T item : page.items()) {
                writing.write(item, json);
            }
            json.writeEndArray();
            nullable(json, "next_cursor", nextCursor);
            json.writeEndObject();
        });
    }

    static void nullable(JsonGenerator json, String name, Optional<?> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get().toString());
        } else {
            json.writeNullField(name);
        }
    }
}
