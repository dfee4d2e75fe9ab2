package dev.tributary.domain.click;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Counts per day and row. A slice's day is that of UTC, an hour's and a report's that of the
/// program's zone. What is stored of it does not depend on the order in which it was added up.
public record DayCounts(SortedMap<LocalDate, SortedMap<CountKey, KindCounts>> days) {
    /// Values of one sub id, or of `source`, that a link keeps per hour; the rest is `other`.
    static final int MAX_VALUES = 1_000;

    public DayCounts {
        SortedMap<LocalDate, SortedMap<CountKey, KindCounts>> copy = new TreeMap<>();
        days.forEach((day, rows) -> copy.put(day, Collections.unmodifiableSortedMap(new TreeMap<>(rows))));
        days = Collections.unmodifiableSortedMap(copy);
    }

    /// The counts of a row on a day; none where there is no such row.
    public KindCounts of(LocalDate day, CountKey key) {
        return on(day).getOrDefault(key, KindCounts.NONE);
    }

    /// The rows of a day; none where nothing was counted.
    public SortedMap<CountKey, KindCounts> on(LocalDate day) {
        return days.getOrDefault(day, Collections.emptySortedMap());
    }

    public DayCounts only(Predicate<LocalDate> day, Predicate<CountKey> key) {
        Sum sum = new Sum();
        days.forEach((date, rows) -> rows.forEach((row, counts) -> {
            if (day.test(date) && key.test(row)) {
                sum.add(date, row, counts);
            }
        }));
        return sum.counts();
    }

    /// Adds up; the only mutable part, used by one thread.
    public static final class Sum {
        private final Map<LocalDate, Map<CountKey, KindCounts>> days = new HashMap<>();

        public void add(LocalDate day, CountKey key, KindCounts counts) {
            days.computeIfAbsent(day, absent -> new HashMap<>()).merge(key, counts, KindCounts::plus);
        }

        public void add(DayCounts that) {
            that.days.forEach((day, rows) -> rows.forEach((key, counts) -> add(day, key, counts)));
        }

        public DayCounts counts() {
            SortedMap<LocalDate, SortedMap<CountKey, KindCounts>> sorted = new TreeMap<>();
            days.forEach((day, rows) -> sorted.put(day, new TreeMap<>(rows)));
            return new DayCounts(sorted);
        }

        /// The counts, of each link only the values with the most clicks (of those with as many,
        /// the first by text).
        public DayCounts limited() {
            Set<CountKey> beyond = beyondLimit();
            Sum limited = new Sum();
            days.forEach((day, rows) ->
                    rows.forEach((key, counts) -> limited.add(day, beyond.contains(key) ? key.other() : key, counts)));
            return limited.counts();
        }

        private Set<CountKey> beyondLimit() {
            Map<CountKey, Long> totals = new HashMap<>();
            days.values()
                    .forEach(rows -> rows.forEach((key, counts) -> {
                        if (key.dimension().limited() && !key.isOther()) {
                            totals.merge(key, counts.total(), Long::sum);
                        }
                    }));
            Map<CountKey, List<Map.Entry<CountKey, Long>>> byLink = totals.entrySet().stream()
                    .collect(Collectors.groupingBy(entry -> entry.getKey().other()));
            Set<CountKey> beyond = new HashSet<>();
            for (List<Map.Entry<CountKey, Long>> values : byLink.values()) {
                values.stream()
                        .sorted(Map.Entry.<CountKey, Long>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                        .skip(MAX_VALUES)
                        .forEach(entry -> beyond.add(entry.getKey()));
            }
            return beyond;
        }
    }
}
