package dev.tributary.infrastructure.table;

import dev.tributary.domain.click.ChunkFormat;
import dev.tributary.domain.click.Click;
import dev.tributary.domain.click.ClickChunks;
import dev.tributary.domain.click.ClickSpan;
import dev.tributary.domain.click.ClickSpan.Slice;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.infrastructure.edge.ClickKeys;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// Chunks of clicks: many in one item, each put once and never written again, so a put needs no
/// condition.
public final class DynamoClickChunks implements ClickChunks {
    private static final String CLICKS = "clicks";
    /// Nothing that matters hangs on it; its retries are within.
    private static final Duration FINDING = Duration.ofSeconds(3);

    private final Table table;

    public DynamoClickChunks(Table table) {
        this.table = table;
    }

    @Override
    public void put(Slice slice, byte[] chunk) {
        Map<String, AttributeValue> item = new HashMap<>(
                Table.key(ClickKeys.chunks(slice), UUID.randomUUID().toString()));
        item.put(CLICKS, Table.bytes(chunk));
        item.put(Keys.TTL, Table.number(slice.end().plus(ClickSpan.CHUNKS_KEPT).getEpochSecond()));
        table.client().putItem(put -> put.tableName(table.name()).item(item));
    }

    @Override
    public List<Click> read(Slice slice) {
        List<Click> clicks = new ArrayList<>();
        table.client()
                .queryPaginator(query -> query.tableName(table.name())
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", Table.text(ClickKeys.chunks(slice)))))
                .items()
                .forEach(item -> clicks.addAll(ChunkFormat.unpack(Table.name(item), Table.bytes(item, CLICKS))));
        return clicks;
    }

    /// Eventually consistent, at half the price: whoever looks for a click that came a moment ago may miss it anyway.
    /// A page, a megabyte at most, holds some 8,000 clicks of one minute and shard.
    @Override
    public Looked find(Slice slice, Set<String> clickIds, int most) {
        Map<String, Click> found = new HashMap<>();
        Map<String, AttributeValue> after = Map.of();
        int pages = 0;
        try {
            do {
                QueryResponse page = page(slice, after);
                pages++;
                for (Map<String, AttributeValue> item : page.items()) {
                    for (Click click : ChunkFormat.unpack(Table.name(item), Table.bytes(item, CLICKS))) {
                        if (clickIds.contains(click.clickId())) {
                            found.putIfAbsent(click.clickId(), click);
                        }
                    }
                    if (found.size() == clickIds.size()) {
                        return new Looked(found, pages, true);
                    }
                }
                after = page.lastEvaluatedKey();
            } while (!after.isEmpty() && pages < most);
        } catch (SdkException failed) {
            throw new UnavailableException("table", failed);
        }
        return new Looked(found, pages, after.isEmpty());
    }

    private QueryResponse page(Slice slice, Map<String, AttributeValue> after) {
        return table.client()
                .query(query -> query.tableName(table.name())
                        .overrideConfiguration(limits -> limits.apiCallTimeout(FINDING))
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", Table.text(ClickKeys.chunks(slice))))
                        .exclusiveStartKey(after.isEmpty() ? null : after));
    }
}
