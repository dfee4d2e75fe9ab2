package dev.tributary.infrastructure.local.meter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One write of a request: a single call holds one, a batch or a transaction many.
/// @param key      the key attributes only
/// @param proposed the item of a put; an empty object otherwise
record WriteAction(Kind kind, String table, ObjectNode key, ObjectNode proposed) {
    enum Kind {
        PUT,
        UPDATE,
        DELETE,
        CHECK
    }

    /// The writes of a request, in its order.
    static List<WriteAction> of(String operation, ObjectNode request, Stored stored) {
        return switch (operation) {
            case "PutItem" -> List.of(of(Kind.PUT, request, stored));
            case "UpdateItem" -> List.of(of(Kind.UPDATE, request, stored));
            case "DeleteItem" -> List.of(of(Kind.DELETE, request, stored));
            case "BatchWriteItem" -> ofBatch(request.path("RequestItems"), stored);
            case "TransactWriteItems" ->
                request.path("TransactItems")
                        .valueStream()
                        .map(action -> ofTransaction(action, stored))
                        .toList();
            default -> throw new IllegalArgumentException(operation + " is no write");
        };
    }

    /// @param requests by table, as in RequestItems and in UnprocessedItems
    static List<WriteAction> ofBatch(JsonNode requests, Stored stored) {
        List<WriteAction> actions = new ArrayList<>();
        for (Map.Entry<String, JsonNode> table : requests.properties()) {
            for (JsonNode request : table.getValue()) {
                Kind kind = request.has("PutRequest") ? Kind.PUT : Kind.DELETE;
                JsonNode content = request.path(kind == Kind.PUT ? "PutRequest" : "DeleteRequest");
                actions.add(of(kind, ((ObjectNode) content).deepCopy().put("TableName", table.getKey()), stored));
            }
        }
        return actions;
    }

    /// Two actions on one item, or one lock for both.
    String lockName() {
        return table + key;
    }

    String leadingKind(TableShape shape) {
        return Stored.kind(key.path(shape.key().getFirst()));
    }

    private static WriteAction ofTransaction(JsonNode action, Stored stored) {
        Map.Entry<String, JsonNode> only = action.properties().iterator().next();
        Kind kind = switch (only.getKey()) {
            case "Put" -> Kind.PUT;
            case "Update" -> Kind.UPDATE;
            case "Delete" -> Kind.DELETE;
            case "ConditionCheck" -> Kind.CHECK;
            default -> throw new UnsupportedOperationException("unknown action " + only.getKey());
        };
        return of(kind, only.getValue(), stored);
    }

    private static WriteAction of(Kind kind, JsonNode request, Stored stored) {
        String table = request.path("TableName").asText();
        JsonNode source = request.path(kind == Kind.PUT ? "Item" : "Key");
        if (!(source instanceof ObjectNode item)) {
            throw new UnsupportedOperationException("a write without an item or key");
        }
        ObjectNode key = stored.shape(table).keyOf(item);
        return new WriteAction(kind, table, key, kind == Kind.PUT ? item : Json.newObject());
    }
}
