package dev.tributary.infrastructure.table;

import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.order.OrderLists;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Orders by the time of their sale, in the index a month per partition. A position is the sort key
/// of the last order shown, which says its month too.
public final class DynamoOrderLists implements OrderLists {
    /// Events that one order id may be rewarded for, and more than anybody uses.
    private static final int MOST_EVENTS = 100;

    private static final int MONTH_LENGTH = "2026-11".length();

    private final ItemStore items;

    public DynamoOrderLists(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Page<Listed> sales(ProgramId program, Span span, PageRequest page) {
        String from = Keys.conversionsFrom(span.from());
        String to = page.after().orElseGet(() -> Keys.conversionsFrom(span.to()));
        YearMonth month = page.after()
                .map(after -> YearMonth.parse(after.substring(0, MONTH_LENGTH)))
                .orElseGet(() -> month(span.to()));
        List<Listed> found = new ArrayList<>();
        for (YearMonth at = month; !at.isBefore(month(span.from())); at = at.minusMonths(1)) {
            // The order of the position itself stands at its end.
            int most = Math.min(page.limit() - found.size() + 1, PageRequest.MAX_LIMIT);
            List<Map<String, Object>> some = items.indexedBackward(Keys.conversions(program, at), from, to, most);
            for (Map<String, Object> item : some) {
                String position = (String) ItemStore.required(item, Keys.GSI1_SK);
                if (page.after().filter(position::equals).isPresent()) {
                    continue;
                }
                found.add(new Listed(order(item), position));
                if (found.size() == page.limit()) {
                    return new Page<>(found, Optional.of(position));
                }
            }
            if (some.size() == most) {
                return new Page<>(
                        found,
                        found.isEmpty()
                                ? page.after()
                                : Optional.of(found.getLast().position()));
            }
        }
        return Page.last(found);
    }

    @Override
    public Page<Listed> salesForward(ProgramId program, Span span, PageRequest page) {
        String from = page.after().map(Keys::after).orElseGet(() -> Keys.conversionsFrom(span.from()));
        // An order of the end itself has its id behind this, and stays out.
        String to = Keys.conversionsFrom(span.to());
        YearMonth month = page.after()
                .map(after -> YearMonth.parse(after.substring(0, MONTH_LENGTH)))
                .orElseGet(() -> month(span.from()));
        List<Listed> found = new ArrayList<>();
        for (YearMonth at = month; !at.isAfter(month(span.to())); at = at.plusMonths(1)) {
            int most = page.limit() - found.size();
            for (Map<String, Object> item : items.indexedForward(Keys.conversions(program, at), from, to, most)) {
                found.add(new Listed(order(item), (String) ItemStore.required(item, Keys.GSI1_SK)));
            }
            if (found.size() == page.limit()) {
                return new Page<>(found, Optional.of(found.getLast().position()));
            }
        }
        return Page.last(found);
    }

    @Override
    public List<OrderState> of(ProgramId program, OrderId order) {
        String pk = Keys.order(new ConversionKey(program, order, EventName.SALE));
        return items.first(pk, MOST_EVENTS).stream()
                .map(DynamoOrderLists::order)
                .toList();
    }

    @Override
    public Map<ConversionKey, OrderState> find(Collection<ConversionKey> keys) {
        return items
                .all(keys.stream()
                        .map(key -> Table.key(Keys.order(key), Keys.orderEvent(key)))
                        .collect(Collectors.toSet()))
                .stream()
                .map(DynamoOrderLists::order)
                .collect(Collectors.toMap(OrderState::key, Function.identity()));
    }

    private static OrderState order(Map<String, Object> item) {
        String pk = (String) ItemStore.required(item, Keys.PK);
        return OrderItems.state(Keys.orderOf(pk, (String) ItemStore.required(item, Keys.SK)), item);
    }

    private static YearMonth month(Instant instant) {
        return YearMonth.from(instant.atOffset(ZoneOffset.UTC));
    }
}
