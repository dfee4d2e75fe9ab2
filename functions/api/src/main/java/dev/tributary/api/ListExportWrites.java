package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.books.BookExport.Phase;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.id.ExportId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.listing.ListExport;
import dev.tributary.domain.listing.ListExports;
import dev.tributary.domain.listing.ListFilter;
import dev.tributary.domain.listing.ListKind;
import dev.tributary.domain.listing.ListedClicks;
import dev.tributary.domain.listing.StatedFilters;
import dev.tributary.domain.program.Program;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The part of `POST /v1/exports` that asks for a list: its filters are those of the list's own call, read by the
/// same code, and what a list would refuse is refused here at once.
final class ListExportWrites {
    private static final String FILTER = "filter";
    private static final String PROGRAM = "program_id";

    private final Visible visible;
    private final PayoutRunsResource runs;
    private final ListedClicks clicks;
    private final ListExports exports;

    ListExportWrites(Visible visible, PayoutRunsResource runs, ListedClicks clicks, ListExports exports) {
        this.visible = visible;
        this.runs = runs;
        this.clicks = clicks;
        this.exports = exports;
    }

    Decision create(Write write, ListKind kind) {
        FieldReader body = write.body();
        if (kind.isMerchants()) {
            write.ask().merchantOnly();
        }
        if (kind.isOfTenant()) {
            CallSight.ofTenant(write.ask().principal());
        }
        StatedFilters stated = stated(body);
        ListFilter filter = ListFilter.take(kind, stated, write.tenant(), write.now());
        for (StatedFilters.Fault fault : stated.faults()) {
            body.fault(field(fault.name(), body), fault.code(), "This filter " + fault.detail() + ".");
        }
        if (write.ask().principal().grant().isPresent() && !filter.isOfOneProgram()) {
            body.fault(PROGRAM, FieldReader.MISSING, "An agency names one of the programs of its grant.");
        }
        write.check();
        Optional<Program> program = narrowed(write.ask(), filter);
        ExportId id = ExportId.list(write.id("export"));
        Optional<ListExport> mine = exports.find(id).map(found -> found.value());
        if (mine.isPresent()) {
            // Made by this very call, longer ago than its key is kept.
            return Decision.unchanged(answer(mine.get()));
        }
        Running.refuseMany(page -> exports.of(write.tenant(), page), ListExport::isRunning, "exports of lists");
        ListExport fresh = ListExport.start(
                id,
                new ListExport.Wish(
                        write.tenant(),
                        kind,
                        filter.fixed(stated, program, write.now()),
                        program.map(Program::id),
                        Languages.of(write.ask().call()),
                        write.ask().principal().mode()),
                write.now());
        return Decision.of(
                List.of(new Change.NewListExport(fresh)),
                write.event(write.tenant(), "export.create", id, Set.of(ExportWrites.KIND, FILTER)),
                answer(fresh));
    }

    /// The only program that the list shows something of, as the list itself finds it.
    /// @throws HttpRefusal 404, or 400 for what the list does not answer
    private Optional<Program> narrowed(Ask ask, ListFilter filter) {
        return switch (filter) {
            case ListFilter.OfPayouts(var of)
            when of.run().isPresent() -> {
                ProgramId program = runs.seen(ask, of.run()).value().head().program();
                yield Optional.of(visible.program(ask.tenant(), Optional.of(program)));
            }
            case ListFilter.OfClicks(var of) -> {
                Optional<Link> link = of.link()
                        .map(id -> visible.link(ask.tenant(), Optional.of(id)).value());
                Program program = visible.program(ask.tenant(), of.program().or(() -> link.map(Link::program)));
                if (!clicks.isAnswered(new ListedClicks.Asked(ask.tenant(), of, link), program.id())) {
                    throw ClicksResource.tooManyLinks();
                }
                yield Optional.of(program);
            }
            case ListFilter.OfConversions _,
                    ListFilter.OfCommissions _,
                    ListFilter.OfLinks _,
                    ListFilter.OfCoupons _,
                    ListFilter.OfEnrollments _,
                    ListFilter.OfAffiliates _,
                    ListFilter.OfPayouts _,
                    ListFilter.OfAdjustments _,
                    ListFilter.OfAuditEvents _ ->
                filter.program().map(id -> visible.program(ask.tenant(), Optional.of(id)));
        };
    }

    /// `program_id` may stand beside the filter, as it does for the books.
    private static StatedFilters stated(FieldReader body) {
        Map<String, String> given = new TreeMap<>();
        FieldReader filter = body.object(FILTER);
        for (String name : filter.names()) {
            filter.text(name, Optional::of).ifPresent(value -> given.put(name, value));
        }
        Optional<String> program = body.text(PROGRAM, Optional::of);
        if (program.isPresent() && given.putIfAbsent(PROGRAM, program.get()) != null) {
            body.fault(PROGRAM, "repeated", "The filter names a program too.");
        }
        return new StatedFilters(given);
    }

    private static String field(String name, FieldReader body) {
        return name.equals(PROGRAM) && body.has(PROGRAM) ? PROGRAM : FILTER + "." + name;
    }

    private static HttpAnswer answer(ListExport export) {
        int status = export.isRunning() ? 202 : 200;
        return HttpAnswer.json(status, json -> write(export, json)).with("location", "/v1/exports/" + export.id());
    }

    static void write(ListExport export, JsonGenerator json) throws IOException {
        ListExport.Progress progress = export.progress();
        json.writeStartObject();
        json.writeStringField("id", export.id().toString());
        json.writeStringField("kind", export.wish().kind().text());
        json.writeObjectFieldStart(FILTER);
        for (Map.Entry<String, String> filter : new TreeMap<>(export.wish().filter()).entrySet()) {
            json.writeStringField(filter.getKey(), filter.getValue());
        }
        json.writeEndObject();
        json.writeStringField("language", export.wish().language().code());
        json.writeStringField("state", ExportsResource.state(progress.phase()));
        Lists.nullable(
                json,
                "failure",
                progress.failure().map(failure -> failure.name().toLowerCase(Locale.ROOT)));
        json.writeObjectFieldStart("progress");
        json.writeStringField("phase", progress.phase().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("rows", progress.rows());
        json.writeEndObject();
        json.writeStringField("started_at", progress.startedAt().toString());
        Lists.nullable(json, "finished_at", progress.finishedAt());
        json.writeStringField(
                "kept_until", progress.startedAt().plus(ListExport.KEPT).toString());
        ExportsResource.files(export.id(), progress.phase() == Phase.DONE ? export.files() : List.of(), json);
        json.writeEndObject();
    }
}
