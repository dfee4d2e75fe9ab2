package dev.tributary.domain.order;

import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Where orders are listed.
public interface OrderLists {
    /// The orders of a program whose sale occurred in a span, the newest first.
    /// @throws dev.tributary.domain.stored.UnavailableException when they cannot be read
    Page<Listed> sales(ProgramId program, Span span, PageRequest page);

    /// The same, the oldest first.
    /// @throws dev.tributary.domain.stored.UnavailableException when they cannot be read
    Page<Listed> salesForward(ProgramId program, Span span, PageRequest page);

    /// Everything under one order id, an item per rewarded event, by the event's name.
    /// @throws dev.tributary.domain.stored.UnavailableException when they cannot be read
    List<OrderState> of(ProgramId program, OrderId order);

    /// Those of so many that are there.
    /// @throws dev.tributary.domain.stored.UnavailableException when they cannot be read
    Map<ConversionKey, OrderState> find(Collection<ConversionKey> keys);

    /// An order and its place in the list: the position after which a page goes on.
    record Listed(OrderState order, String position) {}

    /// From an instant, included, to another, excluded.
    record Span(Instant from, Instant to) {
        public boolean holds(Instant time) {
            return !time.isBefore(from) && time.isBefore(to);
        }
    }
}
