package dev.tributary.infrastructure.table;

import static dev.tributary.infrastructure.edge.Keys.GSI1;
import static dev.tributary.infrastructure.edge.Keys.GSI1_PK;
import static dev.tributary.infrastructure.edge.Keys.GSI1_SK;
import static dev.tributary.infrastructure.edge.Keys.PK;
import static dev.tributary.infrastructure.edge.Keys.SK;

import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.Keys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// How the stores of this package read and write items that carry a version: created when absent,
/// replaced when still at the version that was read, listed page by page. Knows no item's content.
final class ItemStore {
    static final String VERSION = "version";
    /// What the index of lists holds of an item beside its keys.
    static final String FIGURES = "figures";
    private static final int MOST_AT_ONCE = 100;
    private static final int BATCH_GET_ATTEMPTS = 8;
    private final DynamoDbClient client;
    private final String table;

    ItemStore(Table table) {
        this.client = table.client();
        this.table = table.name();
    }

    /// Where an item stands; `index` is its place in GSI1.
    record Place(String pk, String sk, Optional<Index> index) {
        record Index(String pk, String sk) {}

        static Place sole(String pk) {
            return new Place(pk, Keys.SOLE, Optional.empty());
        }

        Place listed(String indexPk, String indexSk) {
            return new Place(pk, sk, Optional.of(new Index(indexPk, indexSk)));
        }
    }

    /// A stretch of sort keys in one partition, all those that begin with the prefix. A position in
    /// it is what follows the prefix.
    record Stretch(String pk, String prefix) {}

    Optional<Map<String, Object>> get(String pk, String sk) {
        Map<String, AttributeValue> item = client.getItem(request ->
                        request.tableName(table).key(Table.key(pk, sk)).consistentRead(true))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(PlainItems.plain(item));
    }

    <T> Optional<Versioned<T>> find(String pk, String sk, Function<Map<String, Object>, T> read) {
        return get(pk, sk).map(item -> new Versioned<>(read.apply(item), version(item)));
    }

    Creation create(Place place, Map<String, Object> item) {
        try {
            client.putItem(request -> request.tableName(table)
                    .item(PlainItems.attributes(placed(place, item, 1)))
                    .conditionExpression("attribute_not_exists(#pk)")
                    .expressionAttributeNames(Map.of("#pk", PK)));
            return new Creation.Created();
        } catch (ConditionalCheckFailedException there) {
            return new Creation.AlreadyThere();
        }
    }

    /// All or none: one item that is there already keeps every other from being written.
    Creation createTogether(Map<Place, Map<String, Object>> items) {
        List<TransactWriteItem> writes = new ArrayList<>();
        items.forEach((place, item) -> writes.add(creation(place, item)));
        return createTogether(writes);
    }

    /// All or none of what `creation` made.
    Creation createTogether(List<TransactWriteItem> writes) {
        try {
            client.transactWriteItems(request -> request.transactItems(writes));
            return new Creation.Created();
        } catch (TransactionCanceledException cancelled) {
            boolean there = cancelled.cancellationReasons().stream()
                    .anyMatch(reason -> "ConditionalCheckFailed".equals(reason.code()));
            if (!there) {
                throw new UnavailableException("table", cancelled);
            }
            return new Creation.AlreadyThere();
        }
    }

    /// As part of a transaction: an item that must not be there yet.
    TransactWriteItem creation(Place place, Map<String, Object> item) {
        return TransactWriteItem.builder()
                .put(Put.builder()
                        .tableName(table)
                        .item(PlainItems.attributes(placed(place, item, 1)))
                        .conditionExpression("attribute_not_exists(#pk)")
                        .expressionAttributeNames(Map.of("#pk", PK))
                        .build())
                .build();
    }

    /// As part of a transaction: an item that must still be at the version that was read.
    TransactWriteItem replacement(Place place, Map<String, Object> item, long read) {
        return TransactWriteItem.builder()
                .put(Put.builder()
                        .tableName(table)
                        .item(PlainItems.attributes(placed(place, item, read + 1)))
                        .conditionExpression("#version = :read")
                        .expressionAttributeNames(Map.of("#version", VERSION))
                        .expressionAttributeValues(Map.of(":read", PlainItems.attribute(read)))
                        .build())
                .build();
    }

    /// As part of a transaction: an item that goes, if it is still at the version that was read.
    TransactWriteItem removal(Place place, long read) {
        return TransactWriteItem.builder()
                .delete(Delete.builder()
                        .tableName(table)
                        .key(Table.key(place.pk(), place.sk()))
                        .conditionExpression("#version = :read")
                        .expressionAttributeNames(Map.of("#version", VERSION))
                        .expressionAttributeValues(Map.of(":read", PlainItems.attribute(read)))
                        .build())
                .build();
    }

    /// As part of a transaction: an item that is not written, and must still be at the version that was read.
    /// @param read 0 when there was none
    TransactWriteItem check(Place place, long read) {
        ConditionCheck.Builder check = ConditionCheck.builder().tableName(table).key(Table.key(place.pk(), place.sk()));
        if (read == 0) {
            check.conditionExpression("attribute_not_exists(#pk)").expressionAttributeNames(Map.of("#pk", PK));
        } else {
            check.conditionExpression("#version = :read")
                    .expressionAttributeNames(Map.of("#version", VERSION))
                    .expressionAttributeValues(Map.of(":read", PlainItems.attribute(read)));
        }
        return TransactWriteItem.builder().conditionCheck(check.build()).build();
    }

    /// @param read the version that the caller had read
    Replacement replace(Place place, Map<String, Object> item, long read) {
        try {
            client.putItem(request -> request.tableName(table)
                    .item(PlainItems.attributes(placed(place, item, read + 1)))
                    .conditionExpression("#version = :read")
                    .expressionAttributeNames(Map.of("#version", VERSION))
                    .expressionAttributeValues(Map.of(":read", PlainItems.attribute(read))));
            return new Replacement.Replaced();
        } catch (ConditionalCheckFailedException changed) {
            return new Replacement.Stale();
        }
    }

    /// One page of a partition, by sort key.
    Page<Map<String, Object>> page(Stretch stretch, PageRequest page) {
        QueryResponse answer =
                client.query(query(stretch, page, PK, SK).consistentRead(true).build());
        return cut(answer, stretch, page, SK).map(PlainItems::plain);
    }

    /// One page of a partition, the last sort key first. A position is a sort key.
    Page<Map<String, Object>> pageBackward(String pk, PageRequest page) {
        return pageBackward(
                QueryRequest.builder()
                        .keyConditionExpression("#pk = :pk")
                        .expressionAttributeNames(Map.of("#pk", PK))
                        .expressionAttributeValues(PlainItems.attributes(Map.of(":pk", pk))),
                pk,
                page);
    }

    /// The same of a stretch, both ends included.
    Page<Map<String, Object>> pageBackward(String pk, String from, String to, PageRequest page) {
        return pageBackward(
                QueryRequest.builder()
                        .keyConditionExpression("#pk = :pk AND #sk BETWEEN :from AND :to")
                        .expressionAttributeNames(Map.of("#pk", PK, "#sk", SK))
                        .expressionAttributeValues(PlainItems.attributes(Map.of(":pk", pk, ":from", from, ":to", to))),
                pk,
                page);
    }

    private Page<Map<String, Object>> pageBackward(QueryRequest.Builder query, String pk, PageRequest page) {
        query.tableName(table).consistentRead(true).scanIndexForward(false).limit(page.limit() + 1);
        page.after().ifPresent(after -> query.exclusiveStartKey(Table.key(pk, after)));
        return cut(client.query(query.build()), new Stretch(pk, ""), page, SK).map(PlainItems::plain);
    }

    /// One page of GSI1, by its sort key. The index says which items; they themselves are read from
    /// the table, so that what a list shows is as new as what a single read shows, and the index may
    /// stay small.
    Page<Map<String, Object>> indexed(Stretch stretch, PageRequest page) {
        QueryResponse answer = client.query(
                query(stretch, page, GSI1_PK, GSI1_SK).indexName(GSI1).build());
        Page<Map<String, AttributeValue>> found = cut(answer, stretch, page, GSI1_SK);
        return new Page<>(batchGet(found.items()), found.next());
    }

    /// The items of a stretch of GSI1, both ends included, the last one first; fewer than `most` only
    /// at the stretch's end.
    /// @param most at most 100: so many are read at once
    List<Map<String, Object>> indexedBackward(String pk, String from, String to, int most) {
        return indexed(pk, from, to, most, false);
    }

    /// The same, the first one first.
    List<Map<String, Object>> indexedForward(String pk, String from, String to, int most) {
        return indexed(pk, from, to, most, true);
    }

    /// What the index itself holds of the items between two places, some thousands a call, with no item read.
    /// @param each takes a place in the index and what is held there, and says whether to go on
    /// @return whether it went on to the end
    boolean figures(String pk, String from, String to, BiPredicate<String, String> each) {
        Map<String, AttributeValue> next = Map.of();
        do {
            Map<String, AttributeValue> start = next;
            QueryResponse page = client.query(query -> query.tableName(table)
                    .indexName(GSI1)
                    .keyConditionExpression("#pk = :pk AND #sk BETWEEN :from AND :to")
                    .projectionExpression("#sk, figures")
                    .expressionAttributeNames(Map.of("#pk", GSI1_PK, "#sk", GSI1_SK))
                    .expressionAttributeValues(PlainItems.attributes(Map.of(":pk", pk, ":from", from, ":to", to)))
                    .exclusiveStartKey(start.isEmpty() ? null : start));
            for (Map<String, AttributeValue> row : page.items()) {
                if (!each.test(
                        Table.attribute(row, GSI1_SK).s(),
                        Table.attribute(row, FIGURES).s())) {
                    return false;
                }
            }
            next = page.lastEvaluatedKey();
        } while (!next.isEmpty());
        return true;
    }

    private List<Map<String, Object>> indexed(String pk, String from, String to, int most, boolean forward) {
        return batchGet(client.query(query -> query.tableName(table)
                        .indexName(GSI1)
                        .keyConditionExpression("#pk = :pk AND #sk BETWEEN :from AND :to")
                        .expressionAttributeNames(Map.of("#pk", GSI1_PK, "#sk", GSI1_SK))
                        .expressionAttributeValues(PlainItems.attributes(Map.of(":pk", pk, ":from", from, ":to", to)))
                        .scanIndexForward(forward)
                        .limit(most))
                .items());
    }

    /// The first items of a partition, by sort key.
    List<Map<String, Object>> first(String pk, int most) {
        return client
                .query(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("#pk = :pk")
                        .expressionAttributeNames(Map.of("#pk", PK))
                        .expressionAttributeValues(PlainItems.attributes(Map.of(":pk", pk)))
                        .limit(most))
                .items()
                .stream()
                .map(PlainItems::plain)
                .toList();
    }

    /// The items of a stretch of one partition, both ends included, which fit one answer of the table.
    List<Map<String, Object>> between(String pk, String from, String to) {
        QueryResponse answer = client.query(query -> query.tableName(table)
                .consistentRead(true)
                .keyConditionExpression("#pk = :pk AND #sk BETWEEN :from AND :to")
                .expressionAttributeNames(Map.of("#pk", PK, "#sk", SK))
                .expressionAttributeValues(PlainItems.attributes(Map.of(":pk", pk, ":from", from, ":to", to))));
        if (answer.hasLastEvaluatedKey()) {
            throw new IllegalStateException("too many items from " + pk + " / " + from + " to " + to);
        }
        return answer.items().stream().map(PlainItems::plain).toList();
    }

    private QueryRequest.Builder query(Stretch stretch, PageRequest page, String pk, String sk) {
        String from =
                page.after().map(after -> Keys.after(stretch.prefix() + after)).orElse(stretch.prefix());
        // One more than asked for tells whether there is a next page.
        return QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("#pk = :pk AND #sk BETWEEN :from AND :to")
                .expressionAttributeNames(Map.of("#pk", pk, "#sk", sk))
                .expressionAttributeValues(PlainItems.attributes(
                        Map.of(":pk", stretch.pk(), ":from", from, ":to", Keys.endOf(stretch.prefix()))))
                .limit(page.limit() + 1);
    }

    private static Page<Map<String, AttributeValue>> cut(
            QueryResponse answer, Stretch stretch, PageRequest page, String sk) {
        List<Map<String, AttributeValue>> items = answer.items();
        boolean more = items.size() > page.limit() || !answer.lastEvaluatedKey().isEmpty();
        List<Map<String, AttributeValue>> kept = items.subList(0, Math.min(items.size(), page.limit()));
        if (!more || kept.isEmpty()) {
            return Page.last(kept);
        }
        String last = Table.text(kept.getLast(), sk);
        return new Page<>(kept, Optional.of(last.substring(stretch.prefix().length())));
    }

    /// The items of these keys, however many; one that is not there is left out.
    List<Map<String, Object>> all(Collection<Map<String, AttributeValue>> wanted) {
        List<Map<String, AttributeValue>> keys = List.copyOf(wanted);
        List<Map<String, Object>> found = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += MOST_AT_ONCE) {
            found.addAll(batchGet(keys.subList(from, Math.min(keys.size(), from + MOST_AT_ONCE))));
        }
        return found;
    }

    /// The items in the order of the keys, 100 at most; one that is gone by now is left out.
    List<Map<String, Object>> batchGet(List<Map<String, AttributeValue>> found) {
        List<Map<String, AttributeValue>> keys = found.stream()
                .map(item -> Map.of(PK, Table.attribute(item, PK), SK, Table.attribute(item, SK)))
                .toList();
        Map<Map<String, AttributeValue>, Map<String, Object>> read = new HashMap<>();
        List<Map<String, AttributeValue>> left = keys;
        for (int attempt = 0; !left.isEmpty(); attempt++) {
            if (attempt == BATCH_GET_ATTEMPTS) {
                throw new UnavailableException(
                        "table",
                        new IllegalStateException(left.size() + " items stay unread after " + attempt + " attempts"));
            }
            KeysAndAttributes request =
                    KeysAndAttributes.builder().keys(left).consistentRead(true).build();
            BatchGetItemResponse answer = client.batchGetItem(BatchGetItemRequest.builder()
                    .requestItems(Map.of(table, request))
                    .build());
            for (Map<String, AttributeValue> item : answer.responses().getOrDefault(table, List.of())) {
                read.put(Map.of(PK, Table.attribute(item, PK), SK, Table.attribute(item, SK)), PlainItems.plain(item));
            }
            KeysAndAttributes unread = answer.unprocessedKeys().get(table);
            left = unread == null ? List.of() : unread.keys();
        }
        return keys.stream().map(read::get).filter(Objects::nonNull).toList();
    }

    static Map<String, Object> placed(Place place, Map<String, Object> item, long version) {
        Map<String, Object> placed = new HashMap<>(item);
        placed.put(PK, place.pk());
        placed.put(SK, place.sk());
        place.index().ifPresent(index -> {
            placed.put(GSI1_PK, index.pk());
            placed.put(GSI1_SK, index.sk());
        });
        placed.put(VERSION, version);
        return placed;
    }

    static Object required(Map<String, Object> item, String name) {
        Object value = item.get(name);
        if (value == null) {
            throw new IllegalStateException("attribute " + name + " of a stored item is missing");
        }
        return value;
    }

    static String sk(Map<String, Object> item) {
        return (String) required(item, SK);
    }

    static long version(Map<String, Object> item) {
        return (Long) required(item, VERSION);
    }
}
