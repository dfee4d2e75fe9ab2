package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.click.ClickKind;
import dev.tributary.domain.click.ClickReports;
import dev.tributary.domain.click.CountKey;
import dev.tributary.domain.click.DayCounts;
import dev.tributary.domain.click.KindCounts;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// `/v1/clicks`: how many clicks of each kind, by day or by another dimension, days being those of
/// the program's time zone.
final class ClicksResource {
    /// Empty keys (a country that is not known, the values beyond a sub id's limit) stand last.
    private static final Comparator<Optional<String>> ORDER =
            Comparator.comparing((Optional<String> key) -> key.isEmpty()).thenComparing(key -> key.orElse(""));

    private final Visible visible;
    private final OwnLinks ownLinks;
    private final ClickReports reports;
    private final Cursors cursors;
    private final Clock clock;

    ClicksResource(Visible visible, OwnLinks ownLinks, ClickReports reports, Cursors cursors, Clock clock) {
        this.visible = visible;
        this.ownLinks = ownLinks;
        this.reports = reports;
        this.cursors = cursors;
        this.clock = clock;
    }

    private record Row(Optional<String> key, KindCounts counts) {}

    HttpAnswer list(Ask ask) throws IOException {
        ClickQuery query = ClickQuery.take(ask);
        PageRequest request = cursors.page(ask);
        Optional<Link> link = query.link()
                .map(id -> visible.link(ask.tenant(), Optional.of(id)).value());
        Optional<ProgramId> programId = query.program().or(() -> link.map(Link::program));
        Program program = visible.program(ask.tenant(), programId);
        ClickQuery.Days days = query.days(LocalDate.ofInstant(clock.instant(), program.zone()));
        boolean nothing = ask.isForeign(query.affiliate())
                || link.isPresent()
                        && (!link.get().program().equals(program.id())
                                || query.affiliate().isPresent()
                                        && !query.affiliate()
                                                .get()
                                                .equals(link.get().affiliate()));
        DayCounts counts = nothing
                ? new DayCounts.Sum().counts()
                : reports.read(program.id(), program.zone(), days.first(), days.last(), query.dimension())
                        .only(day -> true, wanted(query, program.id()));
        return answer(ask, request, query, program, days, rows(query, days, counts));
    }

    /// Which rows of the report are asked for, and may be seen.
    private Predicate<CountKey> wanted(ClickQuery query, ProgramId program) {
        if (!query.isOfLinks()) {
            return key -> query.affiliate().isEmpty()
                    || key.equals(CountKey.of(query.affiliate().get()));
        }
        if (query.link().isPresent()) {
            return key -> key.id() == query.link().get().bits();
        }
        if (query.affiliate().isPresent()) {
            return ownLinks.in(program, query.affiliate().get());
        }
        return key -> true;
    }

    private static List<Row> rows(ClickQuery query, ClickQuery.Days days, DayCounts counts) {
        SortedMap<Optional<String>, KindCounts> rows = new TreeMap<>(ORDER);
        if (query.groupBy() == ClickQuery.GroupBy.DAY) {
            days.first()
                    .datesUntil(days.last().plusDays(1))
                    .forEach(day -> rows.put(Optional.of(day.toString()), KindCounts.NONE));
        }
        counts.days()
                .forEach((day, keys) -> keys.forEach(
                        (key, count) -> rows.merge(query.groupBy().key(day, key), count, KindCounts::plus)));
        return rows.entrySet().stream()
                .map(row -> new Row(row.getKey(), row.getValue()))
                .toList();
    }

    private HttpAnswer answer(
            Ask ask, PageRequest request, ClickQuery query, Program program, ClickQuery.Days days, List<Row> all)
            throws IOException {
        List<Row> rest = all.stream()
                .filter(row -> request.after().isEmpty() || ORDER.compare(row.key(), request.after()) > 0)
                .toList();
        List<Row> shown = rest.subList(0, Math.min(rest.size(), request.limit()));
        // The last row shown has a key whenever others follow: the one without stands last.
        Optional<String> next = rest.size() > shown.size() ? shown.getLast().key() : Optional.empty();
        Optional<String> cursor = next.isEmpty() ? next : Optional.of(cursors.cursor(ask, next.get()));
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeStringField("program_id", program.id().toString());
            json.writeStringField("time_zone", program.zone().getId());
            json.writeStringField("from", days.first().toString());
            json.writeStringField("to", days.last().toString());
            json.writeStringField("group_by", query.groupBy().text());
            json.writeArrayFieldStart("data");
            for (Row row : shown) {
                write(row, json);
            }
            json.writeEndArray();
            Lists.nullable(json, "next_cursor", cursor);
            json.writeEndObject();
        });
    }

    private static void write(Row row, JsonGenerator json) throws IOException {
        json.writeStartObject();
        Lists.nullable(json, "key", row.key());
        for (ClickKind kind : ClickKind.values()) {
            json.writeNumberField(kind.text(), row.counts().of(kind));
        }
        json.writeNumberField("total", row.counts().total());
        json.writeEndObject();
    }
}
