package dev.tributary.infrastructure.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.tributary.domain.conversion.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a body from outside: one JSON object, in UTF-8 without BOM, without duplicate keys, control
/// characters, lone surrogates or noncharacters, at most 32 deep, and nothing after it. Whatever is not
/// so is a refusal with 400 that repeats nothing of the body.
public final class StrictJson {
    private static final int MOST_DEEP = 32;
    private static final char BOM = '\uFEFF';
    // Names are not kept between calls: they come from strangers.
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_DEEP)
                    .maxNumberLength(100)
                    .build())
            .build();

    private StrictJson() {}

    /// @throws HttpRefusal 400
    public static JsonValue.Fields read(byte[] body) {
        return read(body, "");
    }

    /// The same with texts that people write, which have ends of lines and tabs.
    /// @throws HttpRefusal 400
    public static JsonValue.Fields readLines(byte[] body) {
        return read(body, "\r\n\t");
    }

    /// The same of somebody else's program, which sends along what people wrote anywhere: control characters
    /// and halves of surrogate pairs may stand in its texts. Whoever takes one of them checks it.
    /// @throws HttpRefusal 400
    public static JsonValue.Fields readForeign(byte[] body) {
        return read(body, Optional.empty());
    }

    private static JsonValue.Fields read(byte[] body, String controls) {
        return read(body, Optional.of(controls));
    }

    /// @param controls those that a text may hold; empty when it may hold anything
    private static JsonValue.Fields read(byte[] body, Optional<String> controls) {
        String text = decode(body);
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw refused("not_an_object", "The body is not a JSON object.");
            }
            JsonValue.Fields fields = fields(json, controls);
            if (json.nextToken() != null) {
                throw refused("malformed_json", "Something follows the JSON object.");
            }
            return fields;
        } catch (JsonProcessingException malformed) {
            throw refused("malformed_json", reason(malformed));
        } catch (IOException impossible) {
            throw new IllegalStateException("a String does not fail", impossible);
        }
    }

    private static String decode(byte[] body) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw refused("malformed_utf8", "The body is not UTF-8.");
        }
        if (!text.isEmpty() && text.charAt(0) == BOM) {
            throw refused("byte_order_mark", "The body begins with a byte order mark.");
        }
        return text;
    }

    private static JsonValue.Fields fields(JsonParser json, Optional<String> controls) throws IOException {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = controls.isPresent() ? clean(json.currentName(), "") : json.currentName();
            json.nextToken();
            fields.put(name, value(json, controls));
        }
        return new JsonValue.Fields(fields);
    }

    private static JsonValue value(JsonParser json, Optional<String> controls) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> fields(json, controls);
            case START_ARRAY -> {
                List<JsonValue> values = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    values.add(value(json, controls));
                }
                yield new JsonValue.Items(values);
            }
            case VALUE_STRING -> {
                String text = json.getText();
                yield new JsonValue.Text(controls.map(some -> clean(text, some)).orElse(text));
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue.Number(json.getText());
            case VALUE_TRUE -> new JsonValue.Truth(true);
            case VALUE_FALSE -> new JsonValue.Truth(false);
            case VALUE_NULL -> new JsonValue.Null();
            default -> throw refused("malformed_json", "The body is not JSON.");
        };
    }

    /// Escapes can spell what the bytes may not hold: `\u0000`, half a surrogate pair.
    /// @param controls those that a text may hold all the same
    private static String clean(String text, String controls) {
        text.codePoints().forEach(point -> {
            if (Character.isISOControl(point) && controls.indexOf(point) < 0) {
                throw refused("control_character", "A text holds a control character.");
            }
            if (Text.isLonely(point)) {
                throw refused("lone_surrogate", "A text holds half of a surrogate pair.");
            }
            if (Text.isNoncharacter(point)) {
                throw refused("noncharacter", "A text holds U+FFFE or U+FFFF.");
            }
        });
        return text;
    }

    private static String reason(JsonProcessingException malformed) {
        String message = String.valueOf(malformed.getOriginalMessage());
        if (message.startsWith("Duplicate")) {
            return "A name stands twice in one object.";
        }
        return message.contains("nesting depth")
                ? "The body is nested deeper than " + MOST_DEEP + "."
                : "The body is not JSON.";
    }

    private static HttpRefusal refused(String code, String detail) {
        return HttpRefusal.of(400, code, detail);
    }
}
