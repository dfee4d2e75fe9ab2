package dev.tributary.infrastructure.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// What the packed JSON of items is made of. Every value prints as the text that its reader takes;
/// an amount is `126.00 EUR`.
final class JsonParts {
    private JsonParts() {}

    static String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isTextual()) {
            throw new IllegalStateException("field " + name + " of a stored item is no text");
        }
        return value.textValue();
    }

    static Instant instant(JsonNode json, String name) {
        return Instant.parse(text(json, name));
    }

    static Money money(String text) {
        int space = text.indexOf(' ');
        return Money.of(text.substring(0, space), new CurrencyCode(text.substring(space + 1)));
    }

    static void put(ObjectNode json, String name, Optional<?> value) {
        value.ifPresent(present -> json.put(name, present.toString()));
    }

    static <T> Optional<T> optional(JsonNode json, String name, Function<String, T> read) {
        return json.has(name) ? Optional.of(read.apply(text(json, name))) : Optional.empty();
    }

    static <T> List<T> list(JsonNode json, String name, Function<JsonNode, T> read) {
        List<T> values = new ArrayList<>();
        json.path(name).forEach(node -> values.add(read.apply(node)));
        return values;
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> E constant(Class<E> type, String text) {
        return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    }
}
