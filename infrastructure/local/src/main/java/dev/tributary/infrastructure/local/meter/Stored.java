package dev.tributary.infrastructure.local.meter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.infrastructure.local.meter.Call.Reply;
import dev.tributary.infrastructure.local.meter.Call.Upstream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the backing server holds, asked under the credentials of the call that is being counted.
/// @param shapes known tables; the meter forgets one when a call changes it
record Stored(Call call, Upstream upstream, ConcurrentHashMap<String, TableShape> shapes) {
    private static final Pattern PLACEHOLDER = Pattern.compile("[#:][A-Za-z0-9_]+");

    TableShape shape(String table) {
        TableShape known = shapes.get(table);
        if (known == null) {
            ObjectNode described = ask("DescribeTable", Json.newObject().put("TableName", table));
            known = TableShape.of(described.path("Table"));
            shapes.put(table, known);
        }
        return known;
    }

    /// The item, or an empty object where there is none.
    ObjectNode image(String table, ObjectNode key) {
        ObjectNode request = Json.newObject().put("TableName", table).put("ConsistentRead", true);
        request.set("Key", key);
        return ask("GetItem", request).path("Item") instanceof ObjectNode item ? item : Json.newObject();
    }

    /// The items which a Query or Scan goes through before its filter and projection: these are charged.
    List<ObjectNode> evaluated(ObjectNode request, JsonNode reply) {
        boolean whole = List.of("FilterExpression", "ProjectionExpression", "Select").stream()
                .noneMatch(request::has);
        if (whole) {
            return items(reply);
        }
        ObjectNode plain = request.deepCopy();
        plain.remove(List.of("FilterExpression", "ProjectionExpression", "Select"));
        // The server refuses placeholders which no expression uses.
        List<String> used = PLACEHOLDER
                .matcher(request.path("KeyConditionExpression").asText())
                .results()
                .map(MatchResult::group)
                .toList();
        for (String placeholders : List.of("ExpressionAttributeNames", "ExpressionAttributeValues")) {
            if (plain.get(placeholders) instanceof ObjectNode map
                    && map.retain(used).isEmpty()) {
                plain.remove(placeholders);
            }
        }
        return items(ask(call.operation(), plain));
    }

    private static List<ObjectNode> items(JsonNode reply) {
        return reply.path("Items").valueStream().map(ObjectNode.class::cast).toList();
    }

    private ObjectNode ask(String operation, ObjectNode request) {
        Reply reply = upstream.send(call.with(operation, Json.bytes(request)));
        ObjectNode answer = Json.object(reply.body());
        if (!reply.succeeded()) {
            throw new IllegalStateException(operation + " for the meter answered " + reply.status() + " " + answer);
        }
        return answer;
    }

    /// Where a key that is to be counted begins, for example `C#` of `C#4#29384#1`; `*` where the key
    /// has no such mark.
    static String kind(JsonNode value) {
        String text = value.path("S").asText();
        int mark = text.indexOf('#');
        return mark < 0 ? "*" : text.substring(0, mark + 1);
    }

    /// The kind of the leading key which a Query names.
    static String kind(ObjectNode request, String leading) {
        Matcher equality = Pattern.compile("(#?[A-Za-z0-9_.-]+)\\s*=\\s*(:[A-Za-z0-9_]+)")
                .matcher(request.path("KeyConditionExpression").asText());
        Map<String, String> names = new HashMap<>();
        request.path("ExpressionAttributeNames")
                .properties()
                .forEach(name -> names.put(name.getKey(), name.getValue().asText()));
        while (equality.find()) {
            if (names.getOrDefault(equality.group(1), equality.group(1)).equals(leading)) {
                return kind(request.path("ExpressionAttributeValues").path(equality.group(2)));
            }
        }
        return "*";
    }
}
