package dev.tributary.jobs;

import dev.tributary.domain.rate.ReferenceDay;
import dev.tributary.domain.rate.ReferenceRates;
import dev.tributary.domain.stored.Creation;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Rates in memory, as the table keeps them.
final class KeptRates implements ReferenceRates {
    final SortedMap<LocalDate, ReferenceDay> days = new TreeMap<>();

    @Override
    public List<ReferenceDay> between(LocalDate first, LocalDate last) {
        return List.copyOf(days.subMap(first, last.plusDays(1)).values());
    }

    @Override
    public Creation create(ReferenceDay day) {
        return days.putIfAbsent(day.date(), day) == null ? new Creation.Created() : new Creation.AlreadyThere();
    }
}
