package dev.tributary.api;

import dev.tributary.domain.books.BookExport;
import dev.tributary.domain.books.BookExport.Phase;
import dev.tributary.domain.books.BookExports;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.listing.ListKind;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.statement.Statements;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// `POST /v1/exports`: keeps what is to be exported; nothing is sent, the schedule finds it within a minute. A
/// month of a program's books has one export: whoever asks again is shown it, and one that has failed begins anew.
/// Every other kind is a list's.
final class ExportWrites {
    static final String KIND = "kind";
    private static final String BOOKS = "books";
    private static final String PROGRAM = "program_id";
    private static final String MONTH = "month";
    private static final Pattern OF_MONTH = Pattern.compile("20[0-9]{2}-[0-9]{2}");

    private final Visible visible;
    private final BookExports exports;
    private final ListExportWrites lists;

    ExportWrites(Visible visible, BookExports exports, ListExportWrites lists) {
        this.visible = visible;
        this.exports = exports;
        this.lists = lists;
    }

    Decision create(Write write) {
        FieldReader body = write.body();
        Optional<String> kind = body.required(KIND, body.text(KIND, "unknown", ExportWrites::kind));
        Optional<ListKind> list = kind.flatMap(ListKind::parse);
        return list.isPresent() ? lists.create(write, list.get()) : books(write);
    }

    private static Optional<String> kind(String text) {
        return Optional.of(text)
                .filter(kind -> kind.equals(BOOKS) || ListKind.parse(kind).isPresent());
    }

    private Decision books(Write write) {
        FieldReader body = write.body();
        Optional<ProgramId> wanted = body.required(PROGRAM, body.text(PROGRAM, ProgramId::parse));
        Optional<YearMonth> month = body.required(MONTH, body.text(MONTH, ExportWrites::month));
        write.check();
        Program program = visible.program(write.tenant(), wanted);
        write.ask().merchantOnly();
        if (!Statements.isFinal(month.orElseThrow(), program.zone(), write.now())) {
            body.fault(
                    MONTH,
                    "not_final",
                    "It takes entries until " + Statements.DISORDER.toMinutes()
                            + " minutes after its end in the program's zone.");
            write.check();
        }
        BookExport fresh = BookExport.start(program, month.orElseThrow(), write.now());
        Optional<Versioned<BookExport>> there = exports.find(fresh.id());
        Optional<Versioned<BookExport>> failed =
                there.filter(export -> export.value().progress().phase() == Phase.FAILED);
        if (there.isPresent() && failed.isEmpty()) {
            return Decision.unchanged(answer(there.get().value()));
        }
        Running.refuseMany(page -> exports.of(program.id(), page), BookExport::isRunning, "exports of this program");
        Change change = failed.<Change>map(export ->
                        new Change.ChangedBookExport(export.with(export.value().again(write.now()))))
                .orElseGet(() -> new Change.NewBookExport(fresh));
        return Decision.of(
                List.of(change),
                write.event(write.tenant(), "export.create", fresh.id(), Set.of(KIND, MONTH)),
                answer(fresh));
    }

    private static HttpAnswer answer(BookExport export) {
        int status = export.isRunning() ? 202 : 200;
        return HttpAnswer.json(status, json -> ExportsResource.write(export, json))
                .with("location", "/v1/exports/" + export.id());
    }

    private static Optional<YearMonth> month(String text) {
        try {
            return OF_MONTH.matcher(text).matches() ? Optional.of(YearMonth.parse(text)) : Optional.empty();
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }
}
