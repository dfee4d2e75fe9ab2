package dev.tributary.domain.listing;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.click.ClickReports;
import dev.tributary.domain.click.CountKey;
import dev.tributary.domain.click.DayCounts;
import dev.tributary.domain.click.KindCounts;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.link.Links;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// How many clicks of each kind, by day or by another dimension, days being those of the program's time zone.
///
/// @param linkPages of an affiliate's links that are read to tell its rows from others'
public record ListedClicks(ClickReports reports, Links links, int linkPages) {
    /// For an answer that somebody waits for.
    public static final int LINK_PAGES = 50;
    /// Empty keys (a country that is not known, the values beyond a sub id's limit) stand last.
    private static final Comparator<Optional<String>> ORDER =
            Comparator.comparing((Optional<String> key) -> key.isEmpty()).thenComparing(key -> key.orElse(""));

    /// @param key what it is called; empty for what is not known or lies beyond a limit
    public record Row(Optional<String> key, KindCounts counts) {}

    /// @param link the one that the filter names
    public record Asked(Tenant viewer, ClickFilter filter, Optional<Link> link) {
        /// Whether there is nothing to see: another's, or a link of another program or affiliate.
        private boolean isOfNothing(ProgramId program) {
            return viewer.isForeign(filter.affiliate())
                    || link.filter(of -> !of.program().equals(program)
                                    || filter.affiliate()
                                            .filter(whose -> !whose.equals(of.affiliate()))
                                            .isPresent())
                            .isPresent();
        }
    }

    /// All rows, those without a key last.
    /// @param program that the viewer sees
    /// @return empty when the affiliate has more links than are read
    public Optional<List<Row>> rows(Asked asked, Program program, DaySpan.Days days) {
        if (asked.isOfNothing(program.id())) {
            return Optional.of(rows(asked.filter(), days, new DayCounts.Sum().counts()));
        }
        return wanted(asked.filter(), program.id())
                .map(wanted -> reports.read(
                                program.id(),
                                program.zone(),
                                days.first(),
                                days.last(),
                                asked.filter().dimension())
                        .only(day -> true, wanted))
                .map(counts -> rows(asked.filter(), days, counts));
    }

    /// Whether whoever asks can be answered, as far as its links go.
    public boolean isAnswered(Asked asked, ProgramId program) {
        return asked.isOfNothing(program) || wanted(asked.filter(), program).isPresent();
    }

    /// A position is a row's key. The last row shown has one whenever others follow: the one without stands last.
    public static Page<Row> page(List<Row> all, PageRequest request) {
        List<Row> rest = all.stream()
                .filter(row -> request.after().isEmpty() || ORDER.compare(row.key(), request.after()) > 0)
                .toList();
        List<Row> shown = rest.subList(0, Math.min(rest.size(), request.limit()));
        return new Page<>(shown, rest.size() > shown.size() ? shown.getLast().key() : Optional.empty());
    }

    /// Which rows of the report are asked for, and may be seen.
    private Optional<Predicate<CountKey>> wanted(ClickFilter filter, ProgramId program) {
        if (!filter.isOfLinks()) {
            return Optional.of(key -> filter.affiliate().isEmpty()
                    || key.equals(CountKey.of(filter.affiliate().get())));
        }
        if (filter.link().isPresent()) {
            return Optional.of(key -> key.id() == filter.link().get().bits());
        }
        return filter.affiliate().isPresent() ? own(program, filter.affiliate().get()) : Optional.of(key -> true);
    }

    /// The rows of a report by link that are one affiliate's.
    private Optional<Predicate<CountKey>> own(ProgramId program, AffiliateId affiliate) {
        Set<Long> own = new HashSet<>();
        Optional<String> after = Optional.empty();
        for (int page = 0; page < linkPages; page++) {
            Page<Link> some = links.of(program, affiliate, new PageRequest(PageRequest.MAX_LIMIT, after));
            some.items().forEach(link -> own.add(link.id().bits()));
            after = some.next();
            if (after.isEmpty()) {
                return Optional.of(key -> own.contains(key.id()));
            }
        }
        return Optional.empty();
    }

    private static List<Row> rows(ClickFilter filter, DaySpan.Days days, DayCounts counts) {
        SortedMap<Optional<String>, KindCounts> rows = new TreeMap<>(ORDER);
        if (filter.groupBy() == ClickFilter.GroupBy.DAY) {
            days.first()
                    .datesUntil(days.last().plusDays(1))
                    .forEach(day -> rows.put(Optional.of(day.toString()), KindCounts.NONE));
        }
        counts.days()
                .forEach((day, keys) -> keys.forEach(
                        (key, count) -> rows.merge(filter.groupBy().key(day, key), count, KindCounts::plus)));
        return rows.entrySet().stream()
                .map(row -> new Row(row.getKey(), row.getValue()))
                .toList();
    }
}
