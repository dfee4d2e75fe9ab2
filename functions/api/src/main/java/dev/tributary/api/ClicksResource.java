package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.click.ClickKind;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.listing.ClickFilter;
import dev.tributary.domain.listing.DaySpan;
import dev.tributary.domain.listing.ListedClicks;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;

/// `/v1/clicks`: how many clicks of each kind, by day or by another dimension, days being those of
/// the program's time zone.
final class ClicksResource {
    private final Visible visible;
    private final ListedClicks clicks;
    private final Cursors cursors;
    private final Clock clock;

    ClicksResource(Visible visible, ListedClicks clicks, Cursors cursors, Clock clock) {
        this.visible = visible;
        this.clicks = clicks;
        this.cursors = cursors;
        this.clock = clock;
    }

    HttpAnswer list(Ask ask) throws IOException {
        ClickFilter filter = ClickFilter.take(ask.parameters().stated(), ask.tenant());
        PageRequest request = cursors.page(ask);
        Optional<Link> link = filter.link()
                .map(id -> visible.link(ask.tenant(), Optional.of(id)).value());
        Optional<ProgramId> programId = filter.program().or(() -> link.map(Link::program));
        Program program = visible.program(ask.tenant(), programId);
        DaySpan.Days days = filter.span().days(LocalDate.ofInstant(clock.instant(), program.zone()));
        Page<ListedClicks.Row> page = clicks.rows(new ListedClicks.Asked(ask.tenant(), filter, link), program, days)
                .map(rows -> ListedClicks.page(rows, request))
                .orElseThrow(ClicksResource::tooManyLinks);
        Optional<String> cursor = cursors.next(ask, page);
        return HttpAnswer.ok(json -> {
            json.writeStartObject();
            json.writeStringField("program_id", program.id().toString());
            json.writeStringField("time_zone", program.zone().getId());
            json.writeStringField("from", days.first().toString());
            json.writeStringField("to", days.last().toString());
            json.writeStringField("group_by", filter.groupBy().text());
            json.writeArrayFieldStart("data");
            for (ListedClicks.Row row : page.items()) {
                write(row, json);
            }
            json.writeEndArray();
            Lists.nullable(json, "next_cursor", cursor);
            json.writeEndObject();
        });
    }

    static HttpRefusal tooManyLinks() {
        return HttpRefusal.of(
                400,
                "too_many_links",
                "The affiliate has over " + ListedClicks.LINK_PAGES * PageRequest.MAX_LIMIT
                        + " links here: ask by link_id.");
    }

    private static void write(ListedClicks.Row row, JsonGenerator json) throws IOException {
        json.writeStartObject();
        Lists.nullable(json, "key", row.key());
        for (ClickKind kind : ClickKind.values()) {
            json.writeNumberField(kind.text(), row.counts().of(kind));
        }
        json.writeNumberField("total", row.counts().total());
        json.writeEndObject();
    }
}
