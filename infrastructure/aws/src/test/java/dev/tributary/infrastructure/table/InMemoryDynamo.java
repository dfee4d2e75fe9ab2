package dev.tributary.infrastructure.table;

import dev.tributary.infrastructure.edge.Keys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// The table in memory, as far as our stores use DynamoDB, for tests that make thousands of calls;
/// `TableContract` holds it against DynamoDB Local. What it does not know is refused: an operation by
/// the interface's own default, an expression by `Expression`. It has no limits of size or rate, and
/// its pages end by their limit alone.
public final class InMemoryDynamo implements DynamoDbClient {
    private static final String TABLE = "in-memory";
    private static final int MOST_ACTIONS = 100;
    private static final Pattern KEY_CONDITION =
            Pattern.compile("(\\S+) = :\\w+( AND (\\S+ BETWEEN :\\w+ AND :\\w+|begins_with\\(\\S+, :\\w+\\)))?");

    private static final Pattern FIRST_VALUE = Pattern.compile("^\\S+ = (:\\w+)");

    private final NavigableMap<Key, Map<String, AttributeValue>> items;
    private final List<CallHook> hooks;

    record Key(String pk, String sk) implements Comparable<Key> {
        static Key of(Map<String, AttributeValue> item) {
            return new Key(Table.text(item, Keys.PK), Table.text(item, Keys.SK));
        }

        @Override
        public int compareTo(Key other) {
            int order = Expression.compare(pk, other.pk);
            return order == 0 ? Expression.compare(sk, other.sk) : order;
        }
    }

    private InMemoryDynamo(NavigableMap<Key, Map<String, AttributeValue>> items, List<CallHook> hooks) {
        this.items = items;
        this.hooks = hooks;
    }

    /// A new, empty table.
    public static Table create() {
        return new Table(new InMemoryDynamo(new TreeMap<>(), List.of()), TABLE);
    }

    /// The same items by another client.
    /// @param table which was made here
    public static Table connect(Table table, CallHook... hooks) {
        InMemoryDynamo made = (InMemoryDynamo) ((AnsweringClient) table.client()).delegate();
        return new Table(new InMemoryDynamo(made.items, List.of(hooks)), table.name());
    }

    @Override
    public GetItemResponse getItem(GetItemRequest get) {
        return call(GetItemRequest.class, get, request -> {
            refuse(request.tableName());
            GetItemResponse.Builder answer = GetItemResponse.builder();
            Map<String, AttributeValue> item = items.get(Key.of(request.key()));
            if (item != null) {
                answer.item(projected(item, request.projectionExpression(), request.expressionAttributeNames()));
            }
            return answer.build();
        });
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest get) {
        return call(BatchGetItemRequest.class, get, request -> {
            Map<String, List<Map<String, AttributeValue>>> found = new HashMap<>();
            request.requestItems().forEach((table, wanted) -> {
                refuse(table);
                Set<Key> keys = new HashSet<>();
                List<Map<String, AttributeValue>> list = found.computeIfAbsent(table, absent -> new ArrayList<>());
                wanted.keys().forEach(key -> {
                    if (!keys.add(Key.of(key)) || keys.size() > MOST_ACTIONS) {
                        throw Writing.invalid("keys of a batch are 100 at most, and none comes twice");
                    }
                    Map<String, AttributeValue> item = items.get(Key.of(key));
                    if (item != null) {
                        list.add(projected(item, wanted.projectionExpression(), wanted.expressionAttributeNames()));
                    }
                });
            });
            return BatchGetItemResponse.builder()
                    .responses(found)
                    .unprocessedKeys(Map.of())
                    .build();
        });
    }

    @Override
    public PutItemResponse putItem(PutItemRequest put) {
        return call(PutItemRequest.class, put, request -> {
            write(Writing.of(request), request.returnValuesOnConditionCheckFailure());
            return PutItemResponse.builder().build();
        });
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest update) {
        return call(UpdateItemRequest.class, update, request -> {
            write(Writing.of(request), request.returnValuesOnConditionCheckFailure());
            return UpdateItemResponse.builder().build();
        });
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest delete) {
        return call(DeleteItemRequest.class, delete, request -> {
            write(Writing.of(request), request.returnValuesOnConditionCheckFailure());
            return DeleteItemResponse.builder().build();
        });
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest transact) {
        return call(TransactWriteItemsRequest.class, transact, request -> {
            List<Writing> writes =
                    request.transactItems().stream().map(Writing::of).toList();
            writes.forEach(write -> refuse(write.table()));
            if (writes.stream().map(Writing::key).distinct().count() < writes.size() || writes.size() > MOST_ACTIONS) {
                throw Writing.invalid("actions of a transaction are 100 at most, and no two on one item");
            }
            List<Boolean> held = writes.stream()
                    .map(write -> write.holds(stored(write.key())))
                    .toList();
            if (held.contains(false)) {
                throw Writing.cancelled(held);
            }
            writes.forEach(this::write);
            return TransactWriteItemsResponse.builder().build();
        });
    }

    @Override
    public QueryResponse query(QueryRequest query) {
        return call(QueryRequest.class, query, this::queried);
    }

    @Override
    public ScanResponse scan(ScanRequest scan) {
        return call(ScanRequest.class, scan, request -> {
            refuse(request.tableName());
            if (request.filterExpression() != null || request.indexName() != null) {
                throw new UnsupportedOperationException("a scan of more than everything");
            }
            return ScanResponse.builder().items(items.values()).build();
        });
    }

    private QueryResponse queried(QueryRequest request) {
        refuse(request.tableName());
        if (request.filterExpression() != null
                || request.projectionExpression() != null
                || !KEY_CONDITION.matcher(request.keyConditionExpression()).matches()) {
            throw new UnsupportedOperationException("no query that is known here: " + request);
        }
        Predicate<Map<String, AttributeValue>> condition = new Expression(
                        request.keyConditionExpression(),
                        request.expressionAttributeNames(),
                        request.expressionAttributeValues())
                .condition();
        Index index = Index.of(request.indexName());
        Comparator<Map<String, AttributeValue>> order = index.order();
        Comparator<Map<String, AttributeValue>> way =
                Boolean.FALSE.equals(request.scanIndexForward()) ? order.reversed() : order;
        List<Map<String, AttributeValue>> found = asked(request)
                .filter(index::holds)
                .filter(condition)
                .filter(item -> !request.hasExclusiveStartKey() || way.compare(item, request.exclusiveStartKey()) > 0)
                .sorted(way)
                .map(index::projected)
                .toList();
        QueryResponse.Builder answer = QueryResponse.builder();
        if (request.limit() != null && found.size() >= request.limit()) {
            found = found.subList(0, request.limit());
            answer.lastEvaluatedKey(index.keys(found.getLast()));
        }
        return answer.items(found).count(found.size()).build();
    }

    /// Of the table itself one partition; an index is looked for among all items.
    private Stream<Map<String, AttributeValue>> asked(QueryRequest request) {
        Matcher first = FIRST_VALUE.matcher(request.keyConditionExpression());
        if (request.indexName() != null || !first.find()) {
            return items.values().stream();
        }
        String pk = Optional.ofNullable(request.expressionAttributeValues().get(first.group(1)))
                .map(AttributeValue::s)
                .orElseThrow(() -> Writing.invalid("a value of the key's condition is missing"));
        return items.tailMap(new Key(pk, ""), true).entrySet().stream()
                .takeWhile(item -> item.getKey().pk().equals(pk))
                .map(Map.Entry::getValue);
    }

    private <Q extends SdkRequest, A> A call(Class<Q> type, Q sent, Function<Q, A> operation) {
        SdkRequest request = sent;
        for (CallHook hook : hooks) {
            request = hook.before(request);
        }
        A answer;
        synchronized (items) {
            answer = operation.apply(type.cast(request));
        }
        for (CallHook hook : hooks) {
            hook.after(request);
        }
        return answer;
    }

    private void write(Writing write, @Nullable ReturnValuesOnConditionCheckFailure values) {
        refuse(write.table());
        Map<String, AttributeValue> stored = stored(write.key());
        if (!write.holds(stored)) {
            boolean told = values == ReturnValuesOnConditionCheckFailure.ALL_OLD && !stored.isEmpty();
            throw ConditionalCheckFailedException.builder()
                    .message("The conditional request failed")
                    .item(told ? stored : null)
                    .build();
        }
        write(write);
    }

    private void write(Writing write) {
        Map<String, AttributeValue> after = write.after(stored(write.key()));
        if (after.isEmpty()) {
            items.remove(write.key());
        } else {
            items.put(write.key(), Map.copyOf(after));
        }
    }

    private Map<String, AttributeValue> stored(Key key) {
        return items.getOrDefault(key, Map.of());
    }

    private static Map<String, AttributeValue> projected(
            Map<String, AttributeValue> item, @Nullable String projection, Map<String, String> names) {
        if (projection == null) {
            return item;
        }
        Map<String, AttributeValue> some = new HashMap<>(item);
        some.keySet().retainAll(new Expression(projection, names, Map.of()).projection());
        return some;
    }

    private static void refuse(String table) {
        if (!table.equals(TABLE)) {
            throw new UnsupportedOperationException("no table " + table);
        }
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
