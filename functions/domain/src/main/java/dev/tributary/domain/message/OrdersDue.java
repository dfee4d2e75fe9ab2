package dev.tributary.domain.message;

import dev.tributary.domain.conversion.ConversionKey;
import java.util.List;

/// One page of orders in which something ended by time.
public record OrdersDue(String id, List<ConversionKey> orders) {
    public static final int MOST = 50;

    public OrdersDue {
        orders = List.copyOf(orders);
        if (orders.isEmpty() || orders.size() > MOST) {
            throw new IllegalArgumentException("orders are not 1 to " + MOST + ": " + orders.size());
        }
    }
}
