package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.tributary.domain.access.Permission;
import dev.tributary.domain.id.ImportId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.imports.Import;
import dev.tributary.domain.imports.ImportRow.Fault;
import dev.tributary.domain.imports.Imports;
import dev.tributary.domain.imports.RowOutcome;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.Rings;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import dev.tributary.infrastructure.lambda.HttpRoutes.Route;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `/v1/imports`: a program's, the newest first; under `/{import_id}` how far one is; under `/report` what became of
/// each row that is done, in the order of the file, by pages or as one CSV. For merchants.
final class ImportsResource {
    private static final String IMPORTS = "/v1/imports";
    private static final List<String> COLUMNS = List.of("line", "result", "field", "code", "object");

    private final Visible visible;
    private final Imports imports;
    private final Cursors cursors;
    private final Clock clock;

    ImportsResource(Visible visible, Imports imports, Cursors cursors, Clock clock) {
        this.visible = visible;
        this.imports = imports;
        this.cursors = cursors;
        this.clock = clock;
    }

    static List<Route<Routes.Endpoint>> routes(
            Imports imports, Visible visible, Cursors cursors, Rings ring, Clock clock, Writes writes) {
        ImportsResource read = new ImportsResource(visible, imports, cursors, clock);
        ImportWrites written = new ImportWrites(visible, imports, ring, writes);
        return List.of(
                Routes.route("GET", IMPORTS, Permission.READ, read::list),
                Routes.route("POST", IMPORTS, Permission.PROGRAMS, written::create),
                Routes.route("GET", IMPORTS + "/{import_id}", Permission.READ, read::get),
                Routes.route("GET", IMPORTS + "/{import_id}/report", Permission.READ, read::report));
    }

    HttpAnswer list(Ask ask) throws IOException {
        Optional<ProgramId> wanted = ask.parameters().program("imports are listed by program");
        PageRequest request = cursors.page(ask);
        Program program = visible.program(ask.tenant(), wanted);
        ask.merchantOnly();
        Page<Import> page = imports.of(program.id(), request);
        Page<Import> kept = new Page<>(
                page.items().stream().filter(of -> of.isKept(clock.instant())).toList(), page.next());
        return Lists.of(kept, cursors.next(ask, kept), ImportWrites::write);
    }

    HttpAnswer get(Ask ask) {
        ask.parameters().check();
        Import of = seen(ask);
        return HttpAnswer.ok(json -> ImportWrites.write(of, json));
    }

    HttpAnswer report(Ask ask) throws IOException {
        boolean csv = ask.parameters()
                .take(
                        "format",
                        text -> Optional.of(text)
                                .filter(format -> List.of("csv", "json").contains(format)))
                .filter("csv"::equals)
                .isPresent();
        PageRequest request = cursors.page(ask);
        Import of = seen(ask);
        if (csv) {
            return table(of);
        }
        int from = request.after().map(Integer::parseInt).orElse(0);
        int to = Math.min(of.progress().done(), from + request.limit());
        Page<RowOutcome> page = new Page<>(
                outcomes(of, from, to),
                to < of.progress().done() ? Optional.of(Integer.toString(to)) : Optional.empty());
        return Lists.of(page, cursors.next(ask, page), ImportsResource::write);
    }

    /// By place in the file, the first one included, the last one excluded.
    private List<RowOutcome> outcomes(Import of, int from, int to) {
        List<RowOutcome> outcomes = new ArrayList<>();
        for (int chunk = from / Import.CHUNK; chunk * Import.CHUNK < to; chunk++) {
            List<RowOutcome> some = imports.report(of.id(), chunk);
            int first = chunk * Import.CHUNK;
            outcomes.addAll(some.subList(Math.max(0, from - first), Math.min(some.size(), to - first)));
        }
        return outcomes;
    }

    private HttpAnswer table(Import of) throws IOException {
        StringWriter text = new StringWriter();
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            csv.writeRecord(COLUMNS);
            for (RowOutcome row : outcomes(of, 0, of.progress().done())) {
                csv.writeRecord(List.of(
                        Integer.toString(row.line()),
                        row.result().text(),
                        row.fault().map(Fault::field).orElse(""),
                        row.fault().map(Fault::code).orElse(""),
                        row.object().orElse("")));
            }
        }
        return new HttpAnswer(200, Map.of("content-type", "text/csv; charset=utf-8"), text.toString())
                .with("content-disposition", "attachment; filename=\"" + of.id() + "-report.csv\"");
    }

    private static void write(RowOutcome row, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("line", row.line());
        json.writeStringField("result", row.result().text());
        Lists.nullable(json, "field", row.fault().map(Fault::field));
        Lists.nullable(json, "code", row.fault().map(Fault::code));
        Lists.nullable(json, "object", row.object());
        json.writeEndObject();
    }

    /// @throws HttpRefusal 404, 403
    private Import seen(Ask ask) {
        Import of = ImportId.parse(ask.variable("import_id"))
                .flatMap(imports::find)
                .map(Versioned::value)
                .filter(found -> found.isKept(clock.instant())
                        && visible.sees(ask.tenant(), found.wish().program()))
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such import."));
        ask.merchantOnly();
        return of;
    }
}
