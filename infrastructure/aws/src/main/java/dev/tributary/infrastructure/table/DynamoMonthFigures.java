package dev.tributary.infrastructure.table;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.order.MonthFigures;
import dev.tributary.domain.order.OrderFigures;
import dev.tributary.domain.order.OrderLists.Span;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/// Figures of orders out of the index of months alone.
public final class DynamoMonthFigures implements MonthFigures {
    private final ItemStore items;

    public DynamoMonthFigures(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public boolean tell(ProgramId program, Span span, int most, BiConsumer<Instant, OrderFigures> each) {
        AtomicInteger told = new AtomicInteger();
        YearMonth last = month(span.to());
        for (YearMonth month = month(span.from()); !month.isAfter(last); month = month.plusMonths(1)) {
            boolean all = items.figures(
                    Keys.conversions(program, month),
                    Keys.conversionsFrom(span.from()),
                    // An order of the end itself has its id behind this, and stays out.
                    Keys.conversionsFrom(span.to()),
                    (at, figures) -> {
                        if (told.incrementAndGet() > most) {
                            return false;
                        }
                        each.accept(Keys.occurredAt(at), OrderFigures.parse(figures));
                        return true;
                    });
            if (!all) {
                return false;
            }
        }
        return true;
    }

    private static YearMonth month(Instant instant) {
        return YearMonth.from(instant.atOffset(ZoneOffset.UTC));
    }
}
