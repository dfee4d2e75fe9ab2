package dev.tributary.infrastructure.edge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads one item of the table by its key, eventually consistent: what the redirect shows may be a
/// second old, its caches make it a minute.
public final class TableReader {
    private static final JsonFactory JSON = new JsonFactory();

    private final SignedCalls calls;
    private final String table;

    public TableReader(SignedCalls calls, String table) {
        this.calls = calls;
        this.table = table;
    }

    /// The item's attributes (text, Long, Boolean, List, Map); empty when there is no such item.
    /// @throws IOException when the table does not answer
    public Optional<Map<String, Object>> item(String pk, String sk) throws IOException {
        String request = "{\"TableName\":" + Json.quote(table) + ",\"Key\":{\"" + Keys.PK + "\":{\"S\":"
                + Json.quote(pk) + "},\"" + Keys.SK + "\":{\"S\":" + Json.quote(sk) + "}}}";
        byte[] answer = calls.call(SignedCalls.Service.DYNAMODB, "DynamoDB_20120810.GetItem", request);
        Optional<Map<String, Object>> item = Optional.empty();
        try (JsonParser json = JSON.createParser(answer)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals("Item")) {
                    item = Optional.of(attributes(json));
                } else {
                    json.skipChildren();
                }
            }
        }
        return item;
    }

    private static Map<String, Object> attributes(JsonParser json) throws IOException {
        Map<String, Object> attributes = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            attributes.put(name, value(json));
        }
        return attributes;
    }

    /// An AttributeValue, `{"S":"..."}`; the kinds that these items have.
    private static Object value(JsonParser json) throws IOException {
        json.nextToken();
        String kind = json.currentName();
        json.nextToken();
        Object value = switch (kind) {
            case "S" -> json.getText();
            case "N" -> Long.valueOf(json.getText());
            case "BOOL" -> json.getBooleanValue();
            case "M" -> attributes(json);
            case "L" -> {
                List<Object> list = new ArrayList<>();
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    list.add(value(json));
                }
                yield list;
            }
            default -> throw new IOException("attribute of kind " + kind + " is not expected here");
        };
        if (json.nextToken() != JsonToken.END_OBJECT) {
            throw new IOException("attribute value has more than one kind");
        }
        return value;
    }
}
