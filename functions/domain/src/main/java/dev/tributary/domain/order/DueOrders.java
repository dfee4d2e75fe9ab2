package dev.tributary.domain.order;

import dev.tributary.domain.conversion.ConversionKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Finds orders in which something ends by time.
@FunctionalInterface
public interface DueOrders {
    /// One page of the orders of a bucket of which something was due by then.
    /// @param from the position that the page before named
    Page due(int bucket, Instant now, Optional<String> from);

    /// @param next the position of the next page; empty after the last
    record Page(List<ConversionKey> orders, Optional<String> next) {
        public Page {
            orders = List.copyOf(orders);
        }
    }
}
