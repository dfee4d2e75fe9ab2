package dev.tributary.infrastructure.local.meter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.infrastructure.local.meter.Call.Reply;
import dev.tributary.infrastructure.local.meter.Call.Tap;
import dev.tributary.infrastructure.local.meter.Call.Upstream;
import dev.tributary.infrastructure.local.meter.Units.Consistency;
import dev.tributary.infrastructure.local.meter.Units.Way;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Read and write units of every call to the table, from the call and from what stood in the table. It
/// reads items before and after each write under a lock of its own, so that the figures hold under load
/// too. Switched off (`counting(false)`) it hands calls on and reads nothing.
public final class TableMeter implements Tap {
    private static final Set<String> CHARGED_REFUSALS =
            Set.of("ConditionalCheckFailedException", "TransactionCanceledException", "TransactionConflictException");
    private static final Set<String> CHANGE_OF_SHAPE = Set.of("CreateTable", "UpdateTable", "DeleteTable");
    /// How long DynamoDB knows a ClientRequestToken.
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);

    private final UnitCount count = new UnitCount();
    private final ItemLocks locks = new ItemLocks();
    private final ConcurrentHashMap<String, TableShape> shapes = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Instant> committed = new ConcurrentHashMap<>();
    private final Clock clock;
    private volatile boolean counting = true;

    /// @param clock the one by which the server forgets a transaction's token
    public TableMeter(Clock clock) {
        this.clock = clock;
    }

    public void counting(boolean on) {
        counting = on;
    }

    public UnitReport report() {
        return count.report();
    }

    public void reset() {
        count.reset();
    }

    @Override
    public Reply pass(Call call, Upstream upstream) {
        if (CHANGE_OF_SHAPE.contains(call.operation())) {
            shapes.clear();
        }
        if (!counting) {
            return upstream.send(call);
        }
        count.request(call.label(), call.operation());
        ObjectNode request = Json.object(call.body());
        Stored stored = new Stored(call, upstream, shapes);
        return switch (call.operation()) {
            case "PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem" -> write(call, request, stored, Way.PLAIN);
            case "TransactWriteItems" -> transact(call, request, stored);
            case "GetItem" -> get(call, request, stored);
            case "BatchGetItem" -> batchGet(call, request, stored);
            case "TransactGetItems" -> transactGet(call, request, stored);
            case "Query", "Scan" -> query(call, request, stored);
            case "ExecuteStatement", "BatchExecuteStatement", "ExecuteTransaction" ->
                throw new UnsupportedOperationException("units of " + call.operation() + " are not known to it");
            default -> upstream.send(call);
        };
    }

    private Reply write(Call call, ObjectNode request, Stored stored, Way way) {
        List<WriteAction> actions = WriteAction.of(call.operation(), request, stored);
        return locks.holding(actions.stream().map(WriteAction::lockName).toList(), () -> {
            List<ObjectNode> before = images(actions, stored);
            Reply reply = stored.upstream().send(call);
            if (reply.succeeded()) {
                chargeWritten(call, actions, before, reply, stored, way);
            } else if (CHARGED_REFUSALS.contains(errorType(reply))) {
                for (int i = 0; i < actions.size(); i++) {
                    Units units = Units.refused(before.get(i), actions.get(i).proposed(), way);
                    charge(call, actions.get(i), stored, units);
                }
            }
            return reply;
        });
    }

    private void chargeWritten(
            Call call, List<WriteAction> actions, List<ObjectNode> before, Reply reply, Stored stored, Way way) {
        Set<String> left = new HashSet<>();
        if (call.operation().equals("BatchWriteItem")) {
            JsonNode unprocessed = Json.object(reply.body()).path("UnprocessedItems");
            WriteAction.ofBatch(unprocessed, stored).forEach(action -> left.add(action.lockName()));
        }
        for (int i = 0; i < actions.size(); i++) {
            WriteAction action = actions.get(i);
            if (left.contains(action.lockName())) {
                continue;
            }
            // Read again, also after a put: the server has put numbers and sets in their own form.
            ObjectNode after = switch (action.kind()) {
                case PUT, UPDATE -> stored.image(action.table(), action.key());
                case DELETE -> Json.newObject();
                case CHECK -> before.get(i);
            };
            charge(call, action, stored, Units.written(stored.shape(action.table()), before.get(i), after, way));
        }
    }

    /// A repeat under the token of a committed transaction writes nothing; it costs reading the items.
    private Reply transact(Call call, ObjectNode request, Stored stored) {
        String token = request.path("ClientRequestToken").asText();
        Instant before = committed.get(token);
        if (before != null && clock.instant().isBefore(before.plus(TOKEN_LIFE))) {
            Reply reply = stored.upstream().send(call);
            if (reply.succeeded()) {
                for (WriteAction action : WriteAction.of(call.operation(), request, stored)) {
                    ObjectNode item = stored.image(action.table(), action.key());
                    charge(call, action, stored, Units.read(List.of(item), Consistency.TRANSACTION));
                }
            }
            return reply;
        }
        Reply reply = write(call, request, stored, Way.TRANSACTION);
        if (reply.succeeded() && !token.isEmpty()) {
            Instant now = clock.instant();
            committed.values().removeIf(then -> then.plus(TOKEN_LIFE).isBefore(now));
            committed.put(token, now);
        }
        return reply;
    }

    private Reply get(Call call, ObjectNode request, Stored stored) {
        Reply reply = stored.upstream().send(call);
        if (reply.succeeded()) {
            String table = request.path("TableName").asText();
            ObjectNode key = (ObjectNode) request.path("Key");
            boolean partly = request.has("ProjectionExpression");
            ObjectNode item = partly
                    ? stored.image(table, key)
                    : objectOf(Json.object(reply.body()).path("Item"));
            chargeRead(call, table, key, stored, Units.read(List.of(item), consistency(request)));
        }
        return reply;
    }

    private Reply batchGet(Call call, ObjectNode request, Stored stored) {
        Reply reply = stored.upstream().send(call);
        if (reply.succeeded()) {
            JsonNode left = Json.object(reply.body()).path("UnprocessedKeys");
            for (Map.Entry<String, JsonNode> table :
                    request.path("RequestItems").properties()) {
                Set<JsonNode> unread = new HashSet<>();
                left.path(table.getKey()).path("Keys").forEach(unread::add);
                Consistency consistency = consistency(table.getValue());
                for (JsonNode key : table.getValue().path("Keys")) {
                    if (!unread.contains(key)) {
                        ObjectNode item = stored.image(table.getKey(), (ObjectNode) key);
                        Units units = Units.read(List.of(item), consistency);
                        chargeRead(call, table.getKey(), (ObjectNode) key, stored, units);
                    }
                }
            }
        }
        return reply;
    }

    private Reply transactGet(Call call, ObjectNode request, Stored stored) {
        Reply reply = stored.upstream().send(call);
        if (reply.succeeded() || CHARGED_REFUSALS.contains(errorType(reply))) {
            for (JsonNode action : request.path("TransactItems")) {
                String table = action.path("Get").path("TableName").asText();
                ObjectNode key = (ObjectNode) action.path("Get").path("Key");
                Units units = Units.read(List.of(stored.image(table, key)), Consistency.TRANSACTION);
                chargeRead(call, table, key, stored, units);
            }
        }
        return reply;
    }

    private Reply query(Call call, ObjectNode request, Stored stored) {
        Reply reply = stored.upstream().send(call);
        if (reply.succeeded()) {
            List<ObjectNode> items = stored.evaluated(request, Json.object(reply.body()));
            TableShape shape = stored.shape(request.path("TableName").asText());
            String leading = shape.leading(request.path("IndexName").asText());
            String kind = Stored.kind(request, leading);
            count.add(call.label(), call.operation(), kind, Units.read(items, consistency(request)));
        }
        return reply;
    }

    private void charge(Call call, WriteAction action, Stored stored, Units units) {
        count.add(call.label(), call.operation(), action.leadingKind(stored.shape(action.table())), units);
    }

    private void chargeRead(Call call, String table, ObjectNode key, Stored stored, Units units) {
        String leading = stored.shape(table).key().getFirst();
        count.add(call.label(), call.operation(), Stored.kind(key.path(leading)), units);
    }

    private static List<ObjectNode> images(List<WriteAction> actions, Stored stored) {
        List<ObjectNode> images = new ArrayList<>();
        actions.forEach(action -> images.add(stored.image(action.table(), action.key())));
        return images;
    }

    private static Consistency consistency(JsonNode request) {
        return request.path("ConsistentRead").asBoolean() ? Consistency.STRONG : Consistency.EVENTUAL;
    }

    private static ObjectNode objectOf(JsonNode item) {
        return item instanceof ObjectNode object ? object : Json.newObject();
    }

    /// For example `ConditionalCheckFailedException` of `com.amazonaws...#ConditionalCheckFailedException`.
    private static String errorType(Reply reply) {
        String type = Json.object(reply.body()).path("__type").asText();
        return type.substring(type.indexOf('#') + 1);
    }
}
