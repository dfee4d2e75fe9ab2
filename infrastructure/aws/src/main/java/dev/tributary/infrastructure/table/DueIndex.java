package dev.tributary.infrastructure.table;

import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// Finds by the sparse index what is due. It may show an item of a moment ago; the item itself says what
/// is to be done.
final class DueIndex {
    private static final int PAGE = 50;

    private final Table table;

    DueIndex(Table table) {
        this.table = table;
    }

    /// One page of a bucket.
    /// @param pk of the index: kind and bucket
    /// @param from the position that the page before named
    <T> Page<T> due(String pk, Instant now, Optional<String> from, Function<String, T> byPk) {
        return dueItems(pk, now, from, (itemPk, itemSk) -> byPk.apply(itemPk));
    }

    /// The same of items that share a partition.
    <T> Page<T> dueItems(String pk, Instant now, Optional<String> from, BiFunction<String, String, T> byKey) {
        Map<String, AttributeValue> values = Map.of(
                ":pk", Table.text(pk),
                ":after", Table.text(from.orElse("0")),
                ":until", Table.text(Keys.dueUntil(now)));
        QueryResponse page;
        try {
            page = table.client()
                    .query(query -> query.tableName(table.name())
                            .indexName(Keys.GSI2)
                            .keyConditionExpression("gsi2pk = :pk AND gsi2sk BETWEEN :after AND :until")
                            .expressionAttributeValues(values)
                            .limit(PAGE));
        } catch (SdkException failed) {
            throw new UnavailableException("table", failed);
        }
        return new Page<>(
                page.items().stream()
                        .map(item -> byKey.apply(Table.text(item, Keys.PK), Table.text(item, Keys.SK)))
                        .toList(),
                page.hasLastEvaluatedKey()
                        ? Optional.of(Keys.after(Table.text(page.lastEvaluatedKey(), Keys.GSI2_SK)))
                        : Optional.empty());
    }
}
