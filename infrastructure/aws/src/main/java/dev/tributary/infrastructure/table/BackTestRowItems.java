package dev.tributary.infrastructure.table;

import dev.tributary.domain.backtest.BackTestRow;
import dev.tributary.domain.backtest.BackTestRow.Steps;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.Costing.Turn;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The item of a back-test's row, both directions:
/// ```
/// pk G#{back-test} | sk {affiliate} | version 3 | currency EUR | now 1050 | then 1200 | conversions 4
/// | counters {revenue@2026-11: 90000} | later [{at: ..., tally: revenue@2026-11, change: -2000}]
/// | ends {revenue@2026-11: 120000} | tiers {base: [1, 2]} | ttl 1779444900
/// ```
final class BackTestRowItems {
    private BackTestRowItems() {}

    /// All of it but its keys.
    static Map<String, Object> of(BackTestRow row, long expires) {
        Map<String, Object> item = new HashMap<>();
        item.put("currency", row.now().currency().code());
        item.put("now", row.now().minor());
        item.put("then", row.then().minor());
        item.put("conversions", row.conversions());
        item.put("counters", counts(row.counters()));
        item.put("later", row.later().stream().map(BackTestRowItems::turn).toList());
        item.put("ends", counts(row.ends()));
        Map<String, Object> tiers = new HashMap<>();
        row.tiers().forEach((rule, steps) -> tiers.put(rule.text(), List.of((long) steps.now(), (long) steps.then())));
        item.put("tiers", tiers);
        item.put(Keys.TTL, expires);
        return item;
    }

    private static Map<String, Object> counts(Map<Tally, Long> counts) {
        Map<String, Object> texts = new HashMap<>();
        counts.forEach((tally, count) -> texts.put(tally.text(), count));
        return texts;
    }

    private static Map<String, Object> turn(Turn turn) {
        return Map.of("at", turn.at().toString(), "tally", turn.tally().text(), "change", turn.change());
    }

    /// @throws IllegalStateException when an attribute is missing
    static BackTestRow row(Map<String, Object> item) {
        CurrencyCode currency = new CurrencyCode(BackTestItems.text(item, "currency"));
        SortedMap<RuleId, Steps> tiers = new TreeMap<>(Comparator.comparing(RuleId::text));
        map(item, "tiers").forEach((rule, steps) -> {
            List<?> numbers = (List<?>) steps;
            tiers.put(new RuleId(rule), new Steps(step(numbers, 0), step(numbers, 1)));
        });
        return new BackTestRow(
                AffiliateId.of(BackTestItems.text(item, Keys.SK)),
                new Money(BackTestItems.number(item, "now"), currency),
                new Money(BackTestItems.number(item, "then"), currency),
                BackTestItems.number(item, "conversions"),
                counted(item, "counters"),
                ((List<?>) ItemStore.required(item, "later"))
                        .stream().map(BackTestRowItems::turned).toList(),
                counted(item, "ends"),
                tiers);
    }

    private static int step(List<?> numbers, int at) {
        return Math.toIntExact((Long) numbers.get(at));
    }

    private static SortedMap<Tally, Long> counted(Map<String, Object> item, String name) {
        SortedMap<Tally, Long> counts = new TreeMap<>();
        map(item, name).forEach((tally, count) -> counts.put(Tally.parse(tally), (Long) count));
        return counts;
    }

    private static Turn turned(Object turn) {
        Map<String, Object> fields = typed((Map<?, ?>) turn);
        return new Turn(
                Instant.parse(BackTestItems.text(fields, "at")),
                Tally.parse(BackTestItems.text(fields, "tally")),
                BackTestItems.number(fields, "change"));
    }

    private static Map<String, Object> map(Map<String, Object> item, String name) {
        return typed((Map<?, ?>) ItemStore.required(item, name));
    }

    private static Map<String, Object> typed(Map<?, ?> map) {
        Map<String, Object> typed = new HashMap<>();
        map.forEach((name, value) -> typed.put((String) name, value));
        return typed;
    }
}
