package dev.tributary.infrastructure.table;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.order.MonthFigures;
import dev.tributary.domain.order.OrderFigures;
import dev.tributary.domain.order.OrderLists.Span;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// Figures of orders out of the index of months alone, some thousands a call. An order whose figures are not
/// there, since it was written or the index was made before there were any, is read itself.
public final class DynamoMonthFigures implements MonthFigures {
    private static final int BATCH = 100;

    private final Table table;
    private final ItemStore items;

    public DynamoMonthFigures(Table table) {
        this.table = table;
        this.items = new ItemStore(table);
    }

    @Override
    public boolean tell(ProgramId program, Span span, int most, BiConsumer<Instant, OrderFigures> each) {
        YearMonth last = month(span.to());
        int told = 0;
        for (YearMonth month = month(span.from()); !month.isAfter(last); month = month.plusMonths(1)) {
            Map<String, AttributeValue> next = Map.of();
            do {
                QueryResponse page = table.client().query(query(program, month, span, next));
                if (told + page.items().size() > most) {
                    return false;
                }
                told += page.items().size();
                tell(page.items(), each);
                next = page.lastEvaluatedKey();
            } while (!next.isEmpty());
        }
        return true;
    }

    private QueryRequest query(ProgramId program, YearMonth month, Span span, Map<String, AttributeValue> next) {
        return QueryRequest.builder()
                .tableName(table.name())
                .indexName(Keys.GSI1)
                .keyConditionExpression("#pk = :pk AND #sk BETWEEN :from AND :to")
                .projectionExpression("pk, sk, gsi1sk, figures")
                .expressionAttributeNames(Map.of("#pk", Keys.GSI1_PK, "#sk", Keys.GSI1_SK))
                // An order of the end itself has its id behind this, and stays out.
                .expressionAttributeValues(PlainItems.attributes(Map.of(
                        ":pk", Keys.conversions(program, month),
                        ":from", Keys.conversionsFrom(span.from()),
                        ":to", Keys.conversionsFrom(span.to()))))
                .exclusiveStartKey(next.isEmpty() ? null : next)
                .build();
    }

    private void tell(List<Map<String, AttributeValue>> page, BiConsumer<Instant, OrderFigures> each) {
        List<Map<String, AttributeValue>> without = new ArrayList<>();
        for (Map<String, AttributeValue> row : page) {
            AttributeValue figures = row.get(OrderItems.FIGURES);
            if (figures == null) {
                without.add(row);
            } else {
                each.accept(Keys.occurredAt(Table.attribute(row, Keys.GSI1_SK).s()), OrderFigures.parse(figures.s()));
            }
        }
        for (int from = 0; from < without.size(); from += BATCH) {
            for (Map<String, Object> item :
                    items.batchGet(without.subList(from, Math.min(from + BATCH, without.size())))) {
                String pk = (String) ItemStore.required(item, Keys.PK);
                var order = OrderItems.state(Keys.orderOf(pk, (String) ItemStore.required(item, Keys.SK)), item);
                Optional<OrderFigures> figures = OrderFigures.of(order);
                figures.ifPresent(
                        found -> each.accept(order.sale().orElseThrow().occurredAt(), found));
            }
        }
    }

    private static YearMonth month(Instant instant) {
        return YearMonth.from(instant.atOffset(ZoneOffset.UTC));
    }
}
