package dev.tributary.infrastructure.table;

import dev.tributary.infrastructure.edge.Keys;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What an index of the table in memory shows, and in which order; the table is one of them.
enum Index {
    ITEMS(Keys.PK, Keys.SK),
    GSI1(Keys.GSI1_PK, Keys.GSI1_SK, "state"),
    GSI2(Keys.GSI2_PK, Keys.GSI2_SK);

    private final String pk;
    private final String sk;
    private final List<String> also;

    Index(String pk, String sk, String... also) {
        this.pk = pk;
        this.sk = sk;
        this.also = List.of(also);
    }

    static Index of(@Nullable String name) {
        if (name == null) {
            return ITEMS;
        }
        return switch (name) {
            case Keys.GSI1 -> GSI1;
            case Keys.GSI2 -> GSI2;
            default -> throw new UnsupportedOperationException("no index " + name);
        };
    }

    boolean holds(Map<String, AttributeValue> item) {
        return item.containsKey(pk) && item.containsKey(sk);
    }

    /// In one partition; of equal keys of an index DynamoDB promises no order.
    Comparator<Map<String, AttributeValue>> order() {
        return Comparator.comparing((Map<String, AttributeValue> item) -> Table.text(item, sk), Expression::compare)
                .thenComparing(InMemoryDynamo.Key::of);
    }

    Map<String, AttributeValue> projected(Map<String, AttributeValue> item) {
        if (this == ITEMS) {
            return item;
        }
        Map<String, AttributeValue> shown = new HashMap<>(keys(item));
        also.stream().filter(item::containsKey).forEach(name -> shown.put(name, Table.attribute(item, name)));
        return shown;
    }

    Map<String, AttributeValue> keys(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> keys = new HashMap<>(item);
        keys.keySet().retainAll(List.of(Keys.PK, Keys.SK, pk, sk));
        return keys;
    }
}
