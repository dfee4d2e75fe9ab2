package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.stored.Page;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/// How answers are written: lists as `{"data":[...],"next_cursor":null}`, absent fields as null.
final class Lists {
    private Lists() {}

    /// Writes one item of a list.
    @FunctionalInterface
    interface Writing<T> {
        void write(T item, JsonGenerator json) throws IOException;
    }

    static <T> HttpAnswer of(Page<T> page, Optional<String> nextCursor, Writing<T> writing) {
        return of(page, nextCursor, writing, (same, json) -> {});
    }

    /// With fields of its own beside the rows.
    static <T> HttpAnswer of(Page<T> page, Optional<String> nextCursor, Writing<T> writing, Writing<Page<T>> beside) {
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("data");
            for (T item : page.items()) {
                writing.write(item, json);
            }
            json.writeEndArray();
            nullable(json, "next_cursor", nextCursor);
            beside.write(page, json);
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

    static void nullableNumber(JsonGenerator json, String name, Optional<Integer> number) throws IOException {
        if (number.isPresent()) {
            json.writeNumberField(name, number.get());
        } else {
            json.writeNullField(name);
        }
    }

    /// In the order of the texts, so that what is the same looks the same.
    static <T> void texts(JsonGenerator json, String name, Collection<T> values, Function<T, String> text)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (String one : values.stream().map(text).sorted().toList()) {
            json.writeString(one);
        }
        json.writeEndArray();
    }
}
