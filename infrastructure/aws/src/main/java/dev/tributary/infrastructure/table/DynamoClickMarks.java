package dev.tributary.infrastructure.table;

import dev.tributary.domain.click.ClickMarks;
import dev.tributary.domain.click.ClickSpan;
import dev.tributary.domain.click.ClickSpan.Day;
import dev.tributary.domain.click.ClickSpan.Hour;
import dev.tributary.domain.click.ClickSpan.Slice;
import dev.tributary.domain.message.Job;
import dev.tributary.infrastructure.edge.ClickKeys;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// Marks of slices and hours. The due instant follows from the span alone, so that a second chunk
/// of a slice changes no index item.
public final class DynamoClickMarks implements ClickMarks {
    static final String SEQ = "seq";
    static final String COUNTED = "counted";
    private static final String DAMAGED = "damaged";

    private final Table table;
    private final int buckets;

    /// @param buckets partitions of what is due, 1 to 64; may be raised at any time, and lowered
    ///     when nothing is due
    public DynamoClickMarks(Table table, int buckets) {
        if (buckets < 1 || buckets > 64) {
            throw new IllegalArgumentException("buckets are not within 1 and 64: " + buckets);
        }
        this.table = table;
        this.buckets = buckets;
    }

    /// With as many buckets as the variable DUE_BUCKETS says.
    public static DynamoClickMarks of(Table table, Environment environment) {
        return new DynamoClickMarks(table, buckets(environment));
    }

    /// @throws IllegalStateException when DUE_BUCKETS is there and not a number from 1 to 64
    public static int buckets(Environment environment) {
        String text = environment.optional("DUE_BUCKETS").orElse("1");
        if (!text.matches("[1-9]|[1-5][0-9]|6[0-4]")) {
            throw new IllegalStateException("environment variable DUE_BUCKETS is not within 1 and 64: " + text);
        }
        return Integer.parseInt(text);
    }

    @Override
    public void add(ClickSpan span) {
        String pk = ClickKeys.marks(span.program());
        String sk = ClickKeys.mark(span);
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":one", Table.number(1));
        values.put(":bucket", Table.text(bucket(span)));
        values.put(":due", Table.text(Keys.due(span.due(), pk, sk)));
        String update = "ADD #seq :one SET gsi2pk = :bucket, gsi2sk = :due";
        Map<String, String> names = new HashMap<>(Map.of("#seq", SEQ));
        // An hour's mark stays: it also says which hours there are to report.
        if (!(span instanceof Hour)) {
            update += ", #ttl = :ttl";
            names.put("#ttl", Keys.TTL);
            values.put(
                    ":ttl", Table.number(span.end().plus(ClickSpan.SLICES_KEPT).getEpochSecond()));
        }
        String expression = update;
        table.client()
                .updateItem(item -> item.tableName(table.name())
                        .key(Table.key(pk, sk))
                        .updateExpression(expression)
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values));
    }

    private String bucket(ClickSpan span) {
        int bucket = span.bucket(buckets);
        return switch (span) {
            case Slice slice -> ClickKeys.dueSpans(Kind.SLICE, bucket);
            case Hour hour -> ClickKeys.dueSpans(Kind.HOUR, bucket);
            case Day day -> ClickKeys.dueSpans(Kind.DAY, bucket);
        };
    }

    @Override
    public Optional<Mark> read(ClickSpan span) {
        Map<String, AttributeValue> item = table.client()
                .getItem(get -> get.tableName(table.name())
                        .consistentRead(true)
                        .key(Table.key(ClickKeys.marks(span.program()), ClickKeys.mark(span))))
                .item();
        return item.isEmpty()
                ? Optional.empty()
                : Optional.of(new Mark(Table.number(item, SEQ), item.containsKey(Keys.GSI2_PK)));
    }

    @Override
    public boolean counted(ClickSpan span, long seq) {
        try {
            table.client()
                    .updateItem(item -> item.tableName(table.name())
                            .key(Table.key(ClickKeys.marks(span.program()), ClickKeys.mark(span)))
                            .updateExpression("SET counted = :seq REMOVE gsi2pk, gsi2sk, damaged")
                            .conditionExpression("seq = :seq")
                            .expressionAttributeValues(Map.of(":seq", Table.number(seq))));
            return true;
        } catch (ConditionalCheckFailedException addedToSince) {
            return false;
        }
    }

    @Override
    public long damaged(ClickSpan span, long seq, Instant now) {
        String pk = ClickKeys.marks(span.program());
        String sk = ClickKeys.mark(span);
        Map<String, AttributeValue> item = table.client()
                .getItem(get -> get.tableName(table.name()).consistentRead(true).key(Table.key(pk, sk)))
                .item();
        long times = 1 + (item.containsKey(DAMAGED) ? Table.number(item, DAMAGED) : 0);
        Instant next = now.plus(ClickMarks.pause(times));
        try {
            table.client()
                    .updateItem(update -> update.tableName(table.name())
                            .key(Table.key(pk, sk))
                            .updateExpression("SET damaged = :times, gsi2sk = :due")
                            .conditionExpression("seq = :seq AND attribute_exists(gsi2pk)")
                            .expressionAttributeValues(Map.of(
                                    ":seq", Table.number(seq),
                                    ":times", Table.number(times),
                                    ":due", Table.text(Keys.due(next, pk, sk)))));
            return times;
        } catch (ConditionalCheckFailedException addedToSince) {
            return 0;
        }
    }

    @Override
    public Page due(Kind kind, int bucket, Instant now, Optional<String> from) {
        String pk = ClickKeys.dueSpans(kind, bucket);
        Map<String, AttributeValue> values = Map.of(
                ":pk", Table.text(pk),
                ":after", Table.text(from.orElse("0")),
                ":until", Table.text(Keys.dueUntil(now)));
        QueryResponse page = table.client()
                .query(query -> query.tableName(table.name())
                        .indexName(Keys.GSI2)
                        .keyConditionExpression("gsi2pk = :pk AND gsi2sk BETWEEN :after AND :until")
                        .expressionAttributeValues(values)
                        .limit(Job.MAX_SPANS));
        List<ClickSpan> due = page.items().stream()
                .map(item -> ClickKeys.markedSpan(Table.text(item, Keys.PK), Table.text(item, Keys.SK)))
                .toList();
        // The next page begins just above the last key, which names its item and so is unique.
        return new Page(
                due,
                page.hasLastEvaluatedKey()
                        ? Optional.of(Table.text(page.lastEvaluatedKey(), Keys.GSI2_SK) + "!")
                        : Optional.empty());
    }
}
