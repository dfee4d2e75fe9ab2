package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.id.ImportId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.imports.ConversionRows;
import dev.tributary.domain.imports.Import;
import dev.tributary.domain.imports.ImportKind;
import dev.tributary.domain.imports.ImportRow;
import dev.tributary.domain.imports.Imports;
import dev.tributary.domain.postback.PersonTags;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.domain.token.Purpose;
import dev.tributary.infrastructure.edge.Rings;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.JsonValue;
import dev.tributary.infrastructure.lambda.MediaType;
import dev.tributary.infrastructure.lambda.StrictJson;
import dev.tributary.infrastructure.queue.ConversionMessages;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `POST /v1/imports`: takes a file, as `rows` of a JSON body or as a body of `text/csv` with the rest in the query;
/// keeps its rows, and nothing is sent: the schedule finds them within a minute.
final class ImportWrites {
    private static final String KIND = "kind";
    private static final String PROGRAM = "program_id";
    private static final String DRY_RUN = "dry_run";
    private static final String ROWS = "rows";
    private static final List<String> PARAMETERS = List.of(KIND, PROGRAM, DRY_RUN);

    private final Visible visible;
    private final Imports imports;
    private final Rings ring;
    private final Writes writes;

    ImportWrites(Visible visible, Imports imports, Rings ring, Writes writes) {
        this.visible = visible;
        this.imports = imports;
        this.ring = ring;
        this.writes = writes;
    }

    HttpAnswer create(Ask ask) throws IOException {
        if (!MediaType.isCsv(ask.call().header("content-type"))) {
            return writes.answer(ask, ImportWrites::lines, this::create);
        }
        Map<String, JsonValue> fields = new HashMap<>();
        for (String name : PARAMETERS) {
            ask.parameters().take(name, Optional::of).ifPresent(text -> fields.put(name, value(name, text)));
        }
        return writes.answer(ask, call -> with(fields, call), this::create);
    }

    /// A file within a body of JSON has ends of lines.
    private static JsonValue.Fields lines(HttpCall call) {
        MediaType.requireJson(call.header("content-type"));
        return StrictJson.readLines(call.body());
    }

    private static JsonValue value(String name, String text) {
        boolean truth = name.equals(DRY_RUN) && (text.equals("true") || text.equals("false"));
        return truth ? new JsonValue.Truth(text.equals("true")) : new JsonValue.Text(text);
    }

    private static JsonValue.Fields with(Map<String, JsonValue> fields, HttpCall call) {
        Map<String, JsonValue> all = new HashMap<>(fields);
        all.put(ROWS, new JsonValue.Text(ResultsBody.text(call.body())));
        return new JsonValue.Fields(all);
    }

    private Decision create(Write write) throws IOException {
        FieldReader body = write.body();
        Optional<ImportKind> kind = body.required(KIND, body.text(KIND, "unknown", ImportKind::parse));
        Optional<ProgramId> wanted = body.required(PROGRAM, body.text(PROGRAM, ProgramId::parse));
        boolean dryRun = body.required(DRY_RUN, body.truth(DRY_RUN)).orElse(true);
        Optional<String> file = body.required(ROWS, body.text(ROWS, Optional::of));
        write.check();
        Program program = visible.program(write.tenant(), wanted);
        var merchant = write.ask().merchantOnly();
        // Rows find affiliates by the merchant's own names of them, in whichever of its programs.
        if (kind.equals(Optional.of(ImportKind.AFFILIATES))
                && write.ask().principal().grant().isPresent()) {
            throw CallSight.ofAgency();
        }
        List<ImportRow> rows = rows(write, kind.orElseThrow(), program, file.orElseThrow());
        write.check();
        ImportId id = new ImportId(write.id("import"));
        Optional<Import> mine = imports.find(id).map(found -> found.value());
        if (mine.isPresent()) {
            // Made by this very call, longer ago than its key is kept.
            return Decision.unchanged(answer(mine.get()));
        }
        Running.refuseMany(page -> imports.of(program.id(), page), Import::isRunning, "imports of this program");
        AuditEvent.By by = new AuditEvent.By(
                write.ask().principal().home(), write.ask().principal().id());
        Import fresh = Import.start(
                id, new Import.Wish(merchant, program.id(), kind.orElseThrow(), dryRun, by, rows.size()), write.now());
        return Decision.of(
                List.of(new Change.NewImport(fresh, chunks(rows))),
                write.event(write.tenant(), "import.create", id, Set.of(KIND, DRY_RUN)),
                answer(fresh));
    }

    private List<ImportRow> rows(Write write, ImportKind kind, Program program, String file) throws IOException {
        KeyRing keys = ring.ring();
        ImportFile reading = new ImportFile(
                kind, hash -> PersonTags.email(program.id(), hash, keys).text());
        try {
            List<ImportRow> rows = reading.read(file);
            return kind == ImportKind.CONVERSIONS ? orders(rows, program, keys, write.now()) : rows;
        } catch (ImportFile.MalformedException malformed) {
            write.body().fault(ROWS, malformed.code(), malformed.detail());
            return List.of();
        }
    }

    /// As messages, made here where the keys are: their receipts, and what their clicks prove. Each has an arrival
    /// of its own, as calls have.
    private static List<ImportRow> orders(List<ImportRow> rows, Program program, KeyRing keys, Instant now) {
        byte[] key = keys.all(Purpose.RECEIPT_ID).getLast().key().getEncoded();
        Instant arrival = now.truncatedTo(ChronoUnit.MICROS);
        List<ImportRow> orders = new ArrayList<>();
        for (ImportRow row : rows) {
            orders.add(
                    row.fault().isPresent()
                            ? new ImportRow(row.line(), Map.of(), row.fault())
                            : switch (ConversionRows.read(row.cells(), program.id(), keys, now)) {
                                case ConversionRows.Read.Wrong(var fault) ->
                                    new ImportRow(row.line(), Map.of(), Optional.of(fault));
                                case ConversionRows.Read.Event(var event) ->
                                    new ImportRow(
                                            row.line(),
                                            Map.of(
                                                    ImportRow.MESSAGE,
                                                    ConversionMessages.write(new Postback(
                                                            event,
                                                            ReceiptId.derive(event, key),
                                                            arrival.plus(row.line(), ChronoUnit.MICROS)))),
                                            Optional.empty());
                            });
        }
        return orders;
    }

    private static List<List<ImportRow>> chunks(List<ImportRow> rows) {
        List<List<ImportRow>> chunks = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += Import.CHUNK) {
            chunks.add(rows.subList(from, Math.min(rows.size(), from + Import.CHUNK)));
        }
        return chunks;
    }

    private static HttpAnswer answer(Import of) {
        return HttpAnswer.json(of.isRunning() ? 202 : 200, json -> write(of, json))
                .with("location", "/v1/imports/" + of.id());
    }

    static void write(Import of, JsonGenerator json) throws IOException {
        Import.Progress progress = of.progress();
        json.writeStartObject();
        json.writeStringField("id", of.id().toString());
        json.writeStringField(KIND, of.wish().kind().text());
        json.writeStringField(PROGRAM, of.wish().program().toString());
        json.writeBooleanField(DRY_RUN, of.wish().dryRun());
        json.writeStringField("state", progress.state().name().toLowerCase(Locale.ROOT));
        json.writeObjectFieldStart("progress");
        json.writeNumberField(ROWS, of.wish().rows());
        json.writeNumberField("done", progress.done());
        json.writeNumberField("created", progress.created());
        json.writeNumberField("unchanged", progress.unchanged());
        json.writeNumberField("refused", progress.refused());
        json.writeEndObject();
        json.writeStringField("started_at", progress.startedAt().toString());
        Lists.nullable(json, "finished_at", progress.finishedAt());
        json.writeStringField(
                "kept_until", progress.startedAt().plus(Import.KEPT).toString());
        json.writeEndObject();
    }
}
