package dev.tributary.domain.order;

import dev.tributary.domain.id.ProgramId;
import java.time.Instant;
import java.util.function.BiConsumer;

/// Where the figures of many orders are read, without the orders.
public interface MonthFigures {
    /// Tells those of a program whose sale occurred in a span, each with its time. An order that changes
    /// meanwhile is told once, as it was or as it is.
    /// @param most how many are told at most
    /// @return whether it was all of them
    /// @throws dev.tributary.domain.stored.UnavailableException when they cannot be read
    boolean tell(ProgramId program, OrderLists.Span span, int most, BiConsumer<Instant, OrderFigures> each);
}
