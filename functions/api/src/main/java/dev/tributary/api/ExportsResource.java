package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.books.BookExport;
import dev.tributary.domain.books.BookExports;
import dev.tributary.domain.books.BookFile;
import dev.tributary.domain.books.BookFiles;
import dev.tributary.domain.books.BookSums;
import dev.tributary.domain.id.ExportId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `/v1/exports`: a program's, the newest first; under `/{export_id}` how far one is, what it found and which
/// files it has; under `/files/{number}` one of them.
final class ExportsResource {
    private final Visible visible;
    private final BookExports exports;
    private final BookFiles files;
    private final Cursors cursors;

    ExportsResource(Visible visible, BookExports exports, BookFiles files, Cursors cursors) {
        this.visible = visible;
        this.exports = exports;
        this.files = files;
        this.cursors = cursors;
    }

    HttpAnswer list(Ask ask) throws IOException {
        Optional<ProgramId> wanted = ask.parameters().program("exports are listed by program");
        PageRequest request = cursors.page(ask);
        Program program = visible.program(ask.tenant(), wanted);
        ask.merchantOnly();
        Page<BookExport> page = exports.of(program.id(), request);
        return Lists.of(page, cursors.next(ask, page), ExportsResource::write);
    }

    HttpAnswer get(Ask ask) {
        ask.parameters().check();
        BookExport export = export(ask);
        return HttpAnswer.ok(json -> write(export, json));
    }

    HttpAnswer file(Ask ask) {
        ask.parameters().check();
        BookExport export = export(ask);
        if (export.progress().phase() != BookExport.Phase.DONE) {
            throw HttpRefusal.of(409, "not_done", "Its files are not all there: the export says how far it is.");
        }
        BookFile file = export.files().stream()
                .filter(of -> Integer.toString(of.number()).equals(ask.variable("number")))
                .findFirst()
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "The export has no such file."));
        byte[] bytes = files.read(export.name(file), file.bytes() + 1);
        if (!sha256(bytes).equals(file.sha256())) {
            throw new IllegalStateException("file " + file.number() + " of " + export.id() + " has other bytes");
        }
        String name = "books-" + export.books().program() + "-" + export.fileName(file);
        return new HttpAnswer(
                        200,
                        Map.of("content-type", "text/csv; charset=utf-8"),
                        new String(bytes, StandardCharsets.UTF_8))
                .with("content-disposition", "attachment; filename=\"" + name + "\"");
    }

    /// @throws HttpRefusal 404, 403
    private BookExport export(Ask ask) {
        BookExport export = ExportId.parse(ask.variable("export_id"))
                .flatMap(exports::find)
                .map(found -> found.value())
                .filter(found -> visible.sees(ask.tenant(), found.books().program()))
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such export."));
        ask.merchantOnly();
        return export;
    }

    static void write(BookExport export, JsonGenerator json) throws IOException {
        BookExport.Progress progress = export.progress();
        json.writeStartObject();
        json.writeStringField("id", export.id().toString());
        json.writeStringField("kind", "books");
        json.writeStringField("program_id", export.books().program().toString());
        json.writeStringField("month", export.books().month().toString());
        json.writeStringField("time_zone", export.books().zone().getId());
        json.writeStringField("state", state(progress.phase()));
        json.writeObjectFieldStart("progress");
        json.writeStringField("phase", progress.phase().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("affiliates", progress.affiliates());
        json.writeNumberField("entries", progress.entries());
        json.writeEndObject();
        json.writeStringField("started_at", progress.startedAt().toString());
        Lists.nullable(json, "finished_at", progress.finishedAt());
        boolean done = progress.phase() == BookExport.Phase.DONE;
        json.writeArrayFieldStart("accounts");
        if (done) {
            for (Map.Entry<?, BookSums.Sum> account : export.sums().accounts().entrySet()) {
                write(export, account.getKey().toString(), account.getValue(), json);
            }
        }
        json.writeEndArray();
        json.writeArrayFieldStart("files");
        if (done) {
            for (BookFile file : export.files()) {
                json.writeStartObject();
                json.writeNumberField("number", file.number());
                json.writeStringField("path", "/v1/exports/" + export.id() + "/files/" + file.number());
                json.writeNumberField("bytes", file.bytes());
                json.writeStringField("sha256", file.sha256());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /// Balances as debits less credits, as the ledger has them.
    private static void write(BookExport export, String name, BookSums.Sum sum, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("account", name);
        Amounts.money(json, "opening", export.money(sum.opening()));
        Amounts.money(json, "debit", export.money(sum.debit()));
        Amounts.money(json, "credit", export.money(sum.credit()));
        Amounts.money(json, "closing", export.money(sum.closing()));
        json.writeEndObject();
    }

    private static String state(BookExport.Phase phase) {
        return switch (phase) {
            case READING, WRITING -> "running";
            case DONE, FAILED -> phase.name().toLowerCase(Locale.ROOT);
        };
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every JDK has SHA-256", never);
        }
    }
}
