package dev.tributary.infrastructure.local.backend;

import dev.tributary.infrastructure.local.template.Template;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/// Deletes expired items as DynamoDB does: some time after they expired, promised by nobody. The
/// delay comes from the seed and the item's key: a quarter at once, a quarter never, the others
/// within two days. So code that forgets to compare with now is found.
public final class Expiry {
    private static final Duration LONGEST = Duration.ofDays(2);

    private final DynamoDbClient dynamo;
    private final Clock clock;
    private final long seed;

    public Expiry(DynamoDbClient dynamo, Clock clock, long seed) {
        this.dynamo = dynamo;
        this.clock = clock;
        this.seed = seed;
    }

    /// One pass over a table; returns how many items it deleted.
    public int sweep(Template.Table table) {
        String attribute = table.expiryAttribute().orElse("");
        if (attribute.isEmpty()) {
            return 0;
        }
        long now = clock.instant().getEpochSecond();
        List<String> keys = table.keys().stream().map(Template.Key::attribute).toList();
        Map<String, String> names = new HashMap<>(Map.of("#ttl", attribute));
        for (int i = 0; i < keys.size(); i++) {
            names.put("#k" + i, keys.get(i));
        }
        ScanRequest scan = ScanRequest.builder()
                .tableName(table.name())
                .filterExpression("#ttl <= :now")
                .projectionExpression(names.keySet().stream().sorted().collect(Collectors.joining(", ")))
                .expressionAttributeNames(names)
                .expressionAttributeValues(Map.of(":now", number(now)))
                .build();
        int deleted = 0;
        for (Map<String, AttributeValue> item : dynamo.scanPaginator(scan).items()) {
            Map<String, AttributeValue> key = new TreeMap<>(item);
            AttributeValue expires = key.remove(attribute);
            if (expires != null && deletedBy(key, Long.parseLong(expires.n()), now) && delete(table, key, expires)) {
                deleted++;
            }
        }
        return deleted;
    }

    private boolean deletedBy(Map<String, AttributeValue> key, long expires, long now) {
        SplittableRandom random = new SplittableRandom(seed ^ key.toString().hashCode() * 0x9E3779B97F4A7C15L);
        return switch (random.nextInt(4)) {
            case 0 -> true;
            case 1 -> false;
            default -> expires + random.nextLong(LONGEST.toSeconds()) <= now;
        };
    }

    private boolean delete(Template.Table table, Map<String, AttributeValue> key, AttributeValue expires) {
        try {
            dynamo.deleteItem(request -> request.tableName(table.name())
                    .key(key)
                    .conditionExpression("#ttl = :seen")
                    .expressionAttributeNames(
                            Map.of("#ttl", table.expiryAttribute().orElseThrow()))
                    .expressionAttributeValues(Map.of(":seen", expires)));
            return true;
        } catch (ConditionalCheckFailedException changed) {
            return false;
        }
    }

    private static AttributeValue number(long value) {
        return AttributeValue.builder().n(String.valueOf(value)).build();
    }
}
