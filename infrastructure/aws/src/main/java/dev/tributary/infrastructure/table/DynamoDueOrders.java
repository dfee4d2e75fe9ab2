package dev.tributary.infrastructure.table;

import dev.tributary.domain.message.OrdersDue;
import dev.tributary.domain.order.DueOrders;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// What is due of orders, by the sparse index. It may show an order that was settled a moment ago;
/// the order itself says what is due of it.
public final class DynamoDueOrders implements DueOrders {
    private final Table table;

    public DynamoDueOrders(Table table) {
        this.table = table;
    }

    @Override
    public Page due(int bucket, Instant now, Optional<String> from) {
        Map<String, AttributeValue> values = Map.of(
                ":pk", Table.text(Keys.dueOrders(bucket)),
                ":after", Table.text(from.orElse("0")),
                ":until", Table.text(Keys.dueUntil(now)));
        QueryResponse page = table.client()
                .query(query -> query.tableName(table.name())
                        .indexName(Keys.GSI2)
                        .keyConditionExpression("gsi2pk = :pk AND gsi2sk BETWEEN :after AND :until")
                        .expressionAttributeValues(values)
                        .limit(OrdersDue.MOST));
        return new Page(
                page.items().stream()
                        .map(item -> Keys.orderOf(Table.text(item, Keys.PK), Table.text(item, Keys.SK)))
                        .toList(),
                page.hasLastEvaluatedKey()
                        ? Optional.of(Keys.after(Table.text(page.lastEvaluatedKey(), Keys.GSI2_SK)))
                        : Optional.empty());
    }
}
