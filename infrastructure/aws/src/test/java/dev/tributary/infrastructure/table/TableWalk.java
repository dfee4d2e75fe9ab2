package dev.tributary.infrastructure.table;

import dev.tributary.infrastructure.edge.Keys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Seeded operations on few items, so that they meet, in the forms that our stores send. What each
/// answers becomes a line; the same seed on another table gives the same lines.
final class TableWalk {
    private static final List<String> CONDITIONS = List.of(
            "",
            "attribute_not_exists(#pk)",
            "attribute_exists(#pk)",
            "version = :read",
            "attribute_not_exists(version) OR version < :read",
            "attribute_exists(#pk) AND (version = :read OR version > :read)");

    private final Random random;
    private final DynamoDbClient client;
    private final String name;

    TableWalk(long seed, Table table) {
        this.random = new Random(seed);
        this.client = table.client();
        this.name = table.name();
    }

    List<String> lines(int steps) {
        List<String> lines = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            int sort = random.nextInt(10);
            lines.add(sort + " " + answer(sort));
        }
        client.scanPaginator(scan -> scan.tableName(name)).items().stream()
                .map(TableWalk::text)
                .sorted()
                .forEach(lines::add);
        return lines;
    }

    private String answer(int sort) {
        try {
            return switch (sort) {
                case 0 ->
                    text(client.getItem(get -> get.tableName(name).key(key()).consistentRead(true))
                            .item());
                case 1 -> batch();
                case 2, 3 -> put();
                case 4 -> update();
                case 5 -> delete();
                case 6, 7 -> transaction();
                case 8 -> query();
                default -> indexed();
            };
        } catch (ConditionalCheckFailedException failed) {
            return "condition failed " + (failed.hasItem() ? text(failed.item()) : "");
        } catch (TransactionCanceledException cancelled) {
            return "cancelled "
                    + cancelled.cancellationReasons().stream()
                            .map(reason -> reason.code())
                            .toList();
        } catch (DynamoDbException invalid) {
            return invalid.awsErrorDetails().errorCode();
        }
    }

    private String batch() {
        List<Map<String, AttributeValue>> keys = IntStream.range(0, 4)
                .mapToObj(index -> Table.key("A#" + index % 2, "E#" + random.nextInt(6)))
                .toList();
        return client
                .batchGetItem(get -> get.requestItems(Map.of(
                        name,
                        KeysAndAttributes.builder()
                                .keys(keys)
                                .consistentRead(true)
                                .build())))
                .responses()
                .getOrDefault(name, List.of())
                .stream()
                .map(TableWalk::text)
                .sorted()
                .toList()
                .toString();
    }

    private String put() {
        Given given = given();
        ReturnValuesOnConditionCheckFailure told = random.nextBoolean()
                ? ReturnValuesOnConditionCheckFailure.ALL_OLD
                : ReturnValuesOnConditionCheckFailure.NONE;
        Map<String, AttributeValue> item = item(key());
        client.putItem(put -> put.tableName(name)
                .item(item)
                .conditionExpression(given.condition())
                .expressionAttributeNames(given.names())
                .expressionAttributeValues(given.values())
                .returnValuesOnConditionCheckFailure(told));
        return "put";
    }

    private String update() {
        Map<String, AttributeValue> key = key();
        String text = "text" + random.nextInt(3);
        if (random.nextBoolean()) {
            client.updateItem(update -> update.tableName(name)
                    .key(key)
                    .updateExpression("ADD #version :one SET gsi2pk = :due, gsi2sk = :at")
                    .expressionAttributeNames(Map.of("#version", "version"))
                    .expressionAttributeValues(Map.of(
                            ":one", Table.number(1),
                            ":due", Table.text("D#1"),
                            ":at", Table.text(text + Table.name(key)))));
        } else {
            long read = random.nextInt(4);
            client.updateItem(update -> update.tableName(name)
                    .key(key)
                    .updateExpression("SET #state = :text REMOVE gsi2pk, gsi2sk")
                    .conditionExpression("version = :read")
                    .expressionAttributeNames(Map.of("#state", "state"))
                    .expressionAttributeValues(Map.of(":text", Table.text(text), ":read", Table.number(read))));
        }
        return "updated";
    }

    private String delete() {
        Given given = given();
        Map<String, AttributeValue> key = key();
        client.deleteItem(delete -> delete.tableName(name)
                .key(key)
                .conditionExpression(given.condition())
                .expressionAttributeNames(given.names())
                .expressionAttributeValues(given.values()));
        return "deleted";
    }

    private String transaction() {
        List<TransactWriteItem> actions = IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(index -> action(Table.key("A#" + random.nextInt(2), "E#" + index)))
                .toList();
        client.transactWriteItems(transaction -> transaction.transactItems(actions));
        return "written " + actions.size();
    }

    private TransactWriteItem action(Map<String, AttributeValue> key) {
        Given given = given();
        TransactWriteItem.Builder action = TransactWriteItem.builder();
        int sort = random.nextInt(6);
        if (sort == 0) {
            action.delete(delete -> delete.tableName(name)
                    .key(key)
                    .conditionExpression(given.condition())
                    .expressionAttributeNames(given.names())
                    .expressionAttributeValues(given.values()));
        } else if (sort == 1) {
            long read = random.nextInt(3);
            action.conditionCheck(check -> check.tableName(name)
                    .key(key)
                    .conditionExpression("version = :read")
                    .expressionAttributeValues(Map.of(":read", Table.number(read))));
        } else if (sort == 2) {
            action.update(update -> update.tableName(name)
                    .key(key)
                    .updateExpression("ADD version :one")
                    .expressionAttributeValues(Map.of(":one", Table.number(1))));
        } else {
            Map<String, AttributeValue> item = item(key);
            action.put(put -> put.tableName(name)
                    .item(item)
                    .conditionExpression(given.condition())
                    .expressionAttributeNames(given.names())
                    .expressionAttributeValues(given.values()));
        }
        return action.build();
    }

    private String query() {
        boolean prefix = random.nextBoolean();
        String condition = prefix ? "pk = :pk AND begins_with(sk, :from)" : "#pk = :pk AND #sk BETWEEN :from AND :to";
        Map<String, AttributeValue> values = new HashMap<>(Map.of(
                ":pk", Table.text("A#" + random.nextInt(2)),
                ":from", Table.text(prefix ? "E#" : "E#" + random.nextInt(3))));
        if (!prefix) {
            values.put(":to", Table.text("E#" + random.nextInt(6)));
        }
        return pages(QueryRequest.builder()
                .tableName(name)
                .consistentRead(true)
                .keyConditionExpression(condition)
                .expressionAttributeNames(prefix ? null : Map.of("#pk", Keys.PK, "#sk", Keys.SK))
                .expressionAttributeValues(values)
                .limit(random.nextBoolean() ? 2 : null)
                .build());
    }

    private String indexed() {
        boolean first = random.nextBoolean();
        return pages(QueryRequest.builder()
                .tableName(name)
                .indexName(first ? Keys.GSI1 : Keys.GSI2)
                .keyConditionExpression(
                        first
                                ? "gsi1pk = :pk AND gsi1sk BETWEEN :a AND :b"
                                : "gsi2pk = :pk AND gsi2sk BETWEEN :a AND :b")
                .expressionAttributeValues(Map.of(
                        ":pk", Table.text(first ? "L#1" : "D#1"),
                        ":a", Table.text("t"),
                        ":b", Table.text(first ? "text~" : "text1~")))
                .scanIndexForward(random.nextBoolean())
                .limit(1 + random.nextInt(4))
                .build());
    }

    /// The first page and the one after it. Whether a page that holds the last item names a last key
    /// is nobody's promise.
    private String pages(QueryRequest request) {
        QueryResponse page = client.query(request);
        String first = page.items().stream().map(TableWalk::text).toList().toString();
        if (page.lastEvaluatedKey().isEmpty()) {
            return first + "[]";
        }
        QueryResponse next = client.query(
                request.toBuilder().exclusiveStartKey(page.lastEvaluatedKey()).build());
        return first + next.items().stream().map(TableWalk::text).toList();
    }

    private record Given(
            @Nullable String condition,
            @Nullable Map<String, String> names,
            @Nullable Map<String, AttributeValue> values) {}

    private Given given() {
        String condition = CONDITIONS.get(random.nextInt(CONDITIONS.size()));
        long read = random.nextInt(4);
        return new Given(
                condition.isEmpty() ? null : condition,
                condition.contains("#pk") ? Map.of("#pk", Keys.PK) : null,
                condition.contains(":read") ? Map.of(":read", Table.number(read)) : null);
    }

    private Map<String, AttributeValue> key() {
        return Table.key("A#" + random.nextInt(2), "E#" + random.nextInt(6));
    }

    /// Its place in an index names its key, so that an index has no two equal ones.
    private Map<String, AttributeValue> item(Map<String, AttributeValue> key) {
        Map<String, AttributeValue> item = new HashMap<>(key);
        String place = "text" + random.nextInt(3) + Table.name(item);
        item.put("version", Table.number(random.nextInt(4)));
        if (random.nextBoolean()) {
            item.put(Keys.GSI1_PK, Table.text("L#1"));
            item.put(Keys.GSI1_SK, Table.text(place));
            item.put("state", Table.text("open"));
            item.put("note", AttributeValue.fromM(Map.of("list", AttributeValue.fromL(List.of(Table.text("x"))))));
        }
        if (random.nextBoolean()) {
            item.put(Keys.GSI2_PK, Table.text("D#1"));
            item.put(Keys.GSI2_SK, Table.text(place));
            item.put("packed", Table.bytes(new byte[] {1, (byte) random.nextInt(), -1}));
        }
        return item;
    }

    private static String text(Map<String, AttributeValue> item) {
        return new TreeMap<>(item).toString();
    }
}
