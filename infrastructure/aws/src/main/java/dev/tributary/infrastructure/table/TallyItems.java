package dev.tributary.infrastructure.table;

import dev.tributary.domain.tally.Tally;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an account has counted, as its item holds it: by name, then by period, of days by month and day, so
/// that 130 daily caps do not say 130 times what they are. A month of days ends with its dash, since the
/// same name may count by month too:
/// ```
/// {revenue: {2026-11: 90000}, cap.base: {2026-11-: {22: 1000, 23: 500}, 2026-11: 1500}, bonus_met.m100: {ever: 1}}
/// ```
final class TallyItems {
    private static final int DAY_LENGTH = "2026-11-22".length();
    private static final int MONTH_LENGTH = "2026-11-".length();

    private TallyItems() {}

    static Map<String, Object> of(Map<Tally, Long> tallies) {
        Map<String, Object> item = new HashMap<>();
        tallies.forEach((tally, count) -> {
            String text = tally.text();
            int at = text.lastIndexOf('@');
            String period = text.substring(at + 1);
            Map<String, Object> periods = inner(item, text.substring(0, at));
            if (period.length() == DAY_LENGTH) {
                inner(periods, period.substring(0, MONTH_LENGTH)).put(period.substring(MONTH_LENGTH), count);
            } else {
                periods.put(period, count);
            }
        });
        return item;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> inner(Map<String, Object> of, String name) {
        return (Map<String, Object>) of.computeIfAbsent(name, absent -> new HashMap<String, Object>());
    }

    /// @param stored this form, or the one before it, in which each count stood under its whole text
    static SortedMap<Tally, Long> read(Map<?, ?> stored) {
        SortedMap<Tally, Long> tallies = new TreeMap<>();
        stored.forEach((name, value) -> {
            if (value instanceof Map<?, ?> periods) {
                periods.forEach((period, inner) -> read(name + "@" + period, inner, tallies));
            } else {
                tallies.put(Tally.parse((String) name), (Long) value);
            }
        });
        return tallies;
    }

    private static void read(String text, Object value, SortedMap<Tally, Long> tallies) {
        if (value instanceof Map<?, ?> days) {
            days.forEach((day, count) -> tallies.put(Tally.parse(text + day), (Long) count));
        } else {
            tallies.put(Tally.parse(text), (Long) value);
        }
    }
}
