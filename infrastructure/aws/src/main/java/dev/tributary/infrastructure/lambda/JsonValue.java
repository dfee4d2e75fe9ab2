package dev.tributary.infrastructure.lambda;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A JSON value from outside. A number keeps its text: `1e3` is not `1000` to a reader of amounts,
/// and nothing passes through double.
public sealed interface JsonValue {
    record Text(String text) implements JsonValue {}

    /// @param text as it stood in the body
    record Number(String text) implements JsonValue {}

    record Truth(boolean value) implements JsonValue {}

    record Null() implements JsonValue {}

    record Items(List<JsonValue> values) implements JsonValue {
        public Items {
            values = List.copyOf(values);
        }
    }

    /// In the order of the body.
    record Fields(Map<String, JsonValue> values) implements JsonValue {
        public Fields {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /// A field that is null is absent.
        public Optional<JsonValue> get(String name) {
            return Optional.ofNullable(values.get(name)).filter(value -> !(value instanceof Null));
        }
    }
}
