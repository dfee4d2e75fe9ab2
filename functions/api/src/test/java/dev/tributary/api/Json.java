package dev.tributary.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a test reads out of an answer.
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static JsonNode tree(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException broken) {
            throw new AssertionError("no JSON: " + body, broken);
        }
    }

    /// A field of the object itself, as it reads.
    static String text(String body, String field) {
        return tree(body).path(field).asText();
    }

    /// The values of all text fields of this name.
    static List<String> texts(String body, String field) {
        List<String> texts = new ArrayList<>();
        Matcher matcher = Pattern.compile("\"" + field + "\":\"([^\"]*)\"").matcher(body);
        while (matcher.find()) {
            texts.add(matcher.group(1));
        }
        return texts;
    }

    static Optional<String> nextCursor(String body) {
        return texts(body, "next_cursor").stream().findFirst();
    }
}
