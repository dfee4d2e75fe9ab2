package dev.tributary.infrastructure.table;

import dev.tributary.domain.change.CallRecords;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// Calls with an idempotency key in the table.
/// ```
/// pk K#{tenant}#{hash} | sk - | fingerprint .. | attempt .. | lease (ms) | ttl (s)       under way
/// pk K#{tenant}#{hash} | sk - | fingerprint .. | attempt .. | status 201 | headers {} | body .. | ttl (s)
/// ```
public final class DynamoCallRecords implements CallRecords {
    /// How long an execution may take before a repeat executes again.
    public static final Duration LEASE = Duration.ofSeconds(60);
    public static final Duration KEPT = Duration.ofHours(24);

    private static final String FINGERPRINT = "fingerprint";
    private static final String ATTEMPT = "attempt";
    private static final String LEASE_UNTIL = "lease";
    private static final String STATUS = "status";
    private static final String HEADERS = "headers";
    private static final String BODY = "body";
    private static final String OURS_UNDER_WAY = "#attempt = :attempt AND attribute_not_exists(#status)";
    private static final Map<String, String> NAMES = Map.of("#attempt", ATTEMPT, "#status", STATUS);
    private final Table table;

    public DynamoCallRecords(Table table) {
        this.table = table;
    }

    @Override
    public Claim claim(Call call, Instant now) {
        Map<String, Object> item = new HashMap<>();
        item.put(Keys.PK, Keys.call(call.tenant(), call.by(), call.key()));
        item.put(Keys.SK, Keys.SOLE);
        item.put(FINGERPRINT, call.fingerprint());
        item.put(ATTEMPT, call.attempt());
        item.put(LEASE_UNTIL, now.plus(LEASE).toEpochMilli());
        item.put(Keys.TTL, now.plus(KEPT).getEpochSecond());
        try {
            // An expired item may stand for days: then it is as good as gone.
            table.client()
                    .putItem(request -> request.tableName(table.name())
                            .item(PlainItems.attributes(item))
                            .conditionExpression("attribute_not_exists(#pk) OR #ttl <= :seconds"
                                    + " OR (attribute_not_exists(#status) AND #lease <= :millis"
                                    + " AND #fingerprint = :fingerprint)")
                            .expressionAttributeNames(Map.of(
                                    "#pk", Keys.PK,
                                    "#ttl", Keys.TTL,
                                    "#status", STATUS,
                                    "#lease", LEASE_UNTIL,
                                    "#fingerprint", FINGERPRINT))
                            .expressionAttributeValues(PlainItems.attributes(Map.of(
                                    ":seconds", now.getEpochSecond(),
                                    ":millis", now.toEpochMilli(),
                                    ":fingerprint", call.fingerprint())))
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return new Claim.Mine();
        } catch (ConditionalCheckFailedException there) {
            return claimed(PlainItems.plain(there.item()), call);
        }
    }

    @Override
    public void release(Call call) {
        try {
            table.client()
                    .deleteItem(request -> request.tableName(table.name())
                            .key(key(call))
                            .conditionExpression(OURS_UNDER_WAY)
                            .expressionAttributeNames(NAMES)
                            .expressionAttributeValues(attempt(call)));
        } catch (ConditionalCheckFailedException overtaken) {
            // Another attempt has it: it is not ours to free.
            return;
        }
    }

    @Override
    public void finish(Done done) {
        Update update = update(table, done);
        try {
            table.client()
                    .updateItem(request -> request.tableName(update.tableName())
                            .key(update.key())
                            .updateExpression(update.updateExpression())
                            .conditionExpression(update.conditionExpression())
                            .expressionAttributeNames(update.expressionAttributeNames())
                            .expressionAttributeValues(update.expressionAttributeValues()));
        } catch (ConditionalCheckFailedException overtaken) {
            // The other attempt keeps its own answer; ours changed nothing.
            return;
        }
    }

    /// As part of the transaction that keeps the effect.
    static TransactWriteItem finishing(Table table, Done done) {
        return TransactWriteItem.builder().update(update(table, done)).build();
    }

    private static Update update(Table table, Done done) {
        Map<String, Object> values = new HashMap<>();
        values.put(":attempt", done.call().attempt());
        values.put(":status", (long) done.answer().status());
        values.put(":headers", done.answer().headers());
        values.put(":body", done.answer().body());
        return Update.builder()
                .tableName(table.name())
                .key(key(done.call()))
                .updateExpression("SET #status = :status, #headers = :headers, #body = :body REMOVE #lease")
                .conditionExpression(OURS_UNDER_WAY)
                .expressionAttributeNames(Map.of(
                        "#attempt",
                        ATTEMPT,
                        "#status",
                        STATUS,
                        "#headers",
                        HEADERS,
                        "#body",
                        BODY,
                        "#lease",
                        LEASE_UNTIL))
                .expressionAttributeValues(PlainItems.attributes(values))
                .build();
    }

    private static Claim claimed(Map<String, Object> item, Call call) {
        if (!call.fingerprint().equals(ItemStore.required(item, FINGERPRINT))) {
            return new Claim.Reused();
        }
        if (!item.containsKey(STATUS) && call.attempt().equals(item.get(ATTEMPT))) {
            // The reply to our own put was lost, and the client sent it again.
            return new Claim.Mine();
        }
        if (!item.containsKey(STATUS)) {
            return new Claim.UnderWay(Instant.ofEpochMilli((Long) ItemStore.required(item, LEASE_UNTIL)));
        }
        Map<String, String> headers = new HashMap<>();
        ((Map<?, ?>) ItemStore.required(item, HEADERS))
                .forEach((name, value) -> headers.put((String) name, (String) value));
        return new Claim.Answered(new Answer(Math.toIntExact((Long) ItemStore.required(item, STATUS)), headers, (String)
                ItemStore.required(item, BODY)));
    }

    private static Map<String, AttributeValue> key(Call call) {
        return Table.key(Keys.call(call.tenant(), call.by(), call.key()), Keys.SOLE);
    }

    private static Map<String, AttributeValue> attempt(Call call) {
        return Map.of(":attempt", AttributeValue.fromS(call.attempt()));
    }
}
