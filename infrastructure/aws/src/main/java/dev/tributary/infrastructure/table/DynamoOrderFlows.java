package dev.tributary.infrastructure.table;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.postback.OrderFlow;
import dev.tributary.domain.postback.OrderFlows;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.BonusKeys;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How the orders of programs come, in the table:
/// ```
/// pk W#{program} | sk FLOW | version 3 | hour 494280 | newest 2026-11-22T10:15:00.000Z#cnv_... | clicks 120 |
/// longest {"2026-11-21": 300} | silent_since 2026-11-22T18:05:00Z
/// ```
public final class DynamoOrderFlows implements OrderFlows {
    private static final String HOUR = "hour";
    private static final String NEWEST = "newest";
    private static final String CLICKS = "clicks";
    private static final String LONGEST = "longest";
    private static final String SILENT_SINCE = "silent_since";

    private final ItemStore items;

    public DynamoOrderFlows(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Optional<Versioned<OrderFlow>> find(ProgramId program) {
        return items.find(BonusKeys.schedule(program), BonusKeys.FLOW, item -> flow(program, item));
    }

    @Override
    public Creation create(OrderFlow flow) {
        return items.create(place(flow), item(flow));
    }

    @Override
    public Replacement replace(Versioned<OrderFlow> flow) {
        return items.replace(place(flow.value()), item(flow.value()), flow.version());
    }

    static ItemStore.Place place(OrderFlow flow) {
        return new ItemStore.Place(BonusKeys.schedule(flow.program()), BonusKeys.FLOW, Optional.empty());
    }

    static Map<String, Object> item(OrderFlow flow) {
        Map<String, Object> item = new HashMap<>();
        Map<String, Object> longest = new HashMap<>();
        flow.longest().forEach((date, clicks) -> longest.put(date.toString(), clicks));
        item.put(HOUR, flow.hour());
        item.put(CLICKS, flow.clicks());
        item.put(LONGEST, longest);
        flow.newest().ifPresent(newest -> item.put(NEWEST, newest));
        flow.silentSince().ifPresent(since -> item.put(SILENT_SINCE, since.toString()));
        return item;
    }

    private static OrderFlow flow(ProgramId program, Map<String, Object> item) {
        TreeMap<LocalDate, Long> longest = new TreeMap<>();
        ((Map<?, ?>) ItemStore.required(item, LONGEST))
                .forEach((date, clicks) -> longest.put(LocalDate.parse((String) date), (Long) clicks));
        return new OrderFlow(
                program,
                (Long) ItemStore.required(item, HOUR),
                Optional.ofNullable((String) item.get(NEWEST)),
                (Long) ItemStore.required(item, CLICKS),
                longest,
                Optional.ofNullable((String) item.get(SILENT_SINCE)).map(Instant::parse));
    }
}
