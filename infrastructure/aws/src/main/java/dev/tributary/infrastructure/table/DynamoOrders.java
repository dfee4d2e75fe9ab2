package dev.tributary.infrastructure.table;

import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.order.KnownOrders;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.Keys;
import java.util.Optional;

/// Orders as they are committed, read consistently.
public final class DynamoOrders implements KnownOrders {
    private final ItemStore items;

    public DynamoOrders(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Optional<Versioned<OrderState>> find(ConversionKey key) {
        return items.find(Keys.order(key), Keys.orderEvent(key), item -> OrderItems.state(key, item));
    }
}
