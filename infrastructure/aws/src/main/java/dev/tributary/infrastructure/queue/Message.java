package dev.tributary.infrastructure.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The envelope of every message: `{"type":"roll_up","v":1,"id":"...","data":{...}}`. A reader
/// passes over fields that it does not know: a new optional field keeps the version.
public record Message(String type, int version, String id, JsonNode data) {
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /// @throws UnreadableMessageException when it is no envelope; the queue then keeps it
    public static Message read(String body) {
        try {
            JsonNode root = JSON.readTree(body);
            return new Message(
                    text(root, "type"),
                    (int) number(root, "v", Integer.MAX_VALUE),
                    text(root, "id"),
                    root.path("data"));
        } catch (JsonProcessingException notJson) {
            throw new UnreadableMessageException("it is not JSON");
        }
    }

    public String write() {
        ObjectNode root = JSON.createObjectNode();
        root.put("type", type).put("v", version).put("id", id).set("data", data);
        return root.toString();
    }

    /// @throws UnreadableMessageException when the field is no text
    public static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            throw new UnreadableMessageException("field " + field + " is no text");
        }
        return value.textValue();
    }

    /// @throws UnreadableMessageException when the field is no whole number from 0 to `most`
    public static long number(JsonNode node, String field, long most) {
        JsonNode value = node.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new UnreadableMessageException("field " + field + " is no whole number");
        }
        if (value.longValue() < 0 || value.longValue() > most) {
            throw new UnreadableMessageException("field " + field + " is out of range");
        }
        return value.longValue();
    }
}
