package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.access.Principal;
import dev.tributary.domain.books.BookExport;
import dev.tributary.domain.books.BookFile;
import dev.tributary.domain.books.BookSums;
import dev.tributary.domain.id.ExportId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.listing.ListExport;
import dev.tributary.domain.listing.ProgramWalk;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// `/v1/exports`: those of a program's books and of the lists that the tenant asked for, the newest first; under
/// `/{export_id}` how far one is, what it found and which files it has; under `/files/{number}` one of them. An
/// export of a list is there for whoever asked for it, and for nobody else.
final class ExportsResource {
    /// Where a list asks for a program, and none matters.
    private static final ProgramId NO_PROGRAM = new ProgramId(0);

    private final Visible visible;
    private final ExportRoutes.Stores stores;
    private final Cursors cursors;
    private final Clock clock;

    ExportsResource(Visible visible, ExportRoutes.Stores stores, Cursors cursors, Clock clock) {
        this.visible = visible;
        this.stores = stores;
        this.cursors = cursors;
        this.clock = clock;
    }

    private sealed interface Found {
        record Books(BookExport export) implements Found {}

        record List(ListExport export) implements Found {}
    }

    /// Without a program: lists. With one: a merchant's books of it, then the lists that were narrowed to it.
    HttpAnswer list(Ask ask) throws IOException {
        Optional<ProgramId> wanted = ask.parameters().take("program_id", ProgramId::parse);
        PageRequest request = cursors.page(ask);
        wanted.ifPresent(id -> visible.program(ask.tenant(), wanted));
        ProgramWalk.Within<Found> lists = (program, page) -> lists(ask, wanted, page);
        boolean hasBooks = wanted.isPresent() && ask.affiliate().isEmpty();
        ProgramWalk.Within<Found> all = hasBooks
                ? ((ProgramWalk.Within<Found>) (program, page) ->
                                stores.books().of(program, page).map(Found.Books::new))
                        .then(lists)
                : lists;
        Page<Found> page = all.page(wanted.orElse(NO_PROGRAM), request);
        return Lists.of(page, cursors.next(ask, page), ExportsResource::write);
    }

    private Page<Found> lists(Ask ask, Optional<ProgramId> wanted, PageRequest request) {
        Page<ListExport> page = stores.lists().of(ask.tenant(), request);
        Instant now = clock.instant();
        return new Page<>(
                page.items().stream()
                        .filter(export -> export.isKept(now) && isShown(ask, export))
                        .filter(export ->
                                wanted.isEmpty() || export.wish().program().equals(wanted))
                        .<Found>map(Found.List::new)
                        .toList(),
                page.next());
    }

    HttpAnswer get(Ask ask) {
        ask.parameters().check();
        Found found = export(ask);
        return HttpAnswer.ok(json -> write(found, json));
    }

    HttpAnswer file(Ask ask) {
        ask.parameters().check();
        return switch (export(ask)) {
            case Found.Books(var export) ->
                file(
                        ask,
                        export.progress().phase(),
                        export.files(),
                        export::name,
                        file -> "books-" + export.books().program() + "-" + export.fileName(file));
            case Found.List(var export) ->
                file(ask, export.progress().phase(), export.files(), export::name, export::fileName);
        };
    }

    /// @param name under which a file stands in the bucket
    /// @param called as whoever fetches it calls it
    private HttpAnswer file(
            Ask ask,
            BookExport.Phase phase,
            List<BookFile> all,
            Function<BookFile, String> name,
            Function<BookFile, String> called) {
        if (phase != BookExport.Phase.DONE) {
            throw HttpRefusal.of(409, "not_done", "Its files are not all there: the export says how far it is.");
        }
        BookFile file = all.stream()
                .filter(of -> Integer.toString(of.number()).equals(ask.variable("number")))
                .findFirst()
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "The export has no such file."));
        byte[] bytes = stores.files().read(name.apply(file), file.bytes() + 1);
        if (!sha256(bytes).equals(file.sha256())) {
            throw new IllegalStateException("file " + name.apply(file) + " has other bytes");
        }
        return new HttpAnswer(
                        200,
                        Map.of("content-type", "text/csv; charset=utf-8"),
                        new String(bytes, StandardCharsets.UTF_8))
                .with("content-disposition", "attachment; filename=\"" + called.apply(file) + "\"");
    }

    /// @throws HttpRefusal 404, 403
    private Found export(Ask ask) {
        Optional<ExportId> id = ExportId.parse(ask.variable("export_id"));
        Optional<Found> list = id.flatMap(stores.lists()::find)
                .map(Versioned::value)
                .filter(found -> found.wish().tenant().equals(ask.tenant()) && found.isKept(clock.instant()))
                .filter(found -> isShown(ask, found))
                .map(Found.List::new);
        if (list.isPresent()) {
            return list.get();
        }
        BookExport books = id.flatMap(stores.books()::find)
                .map(Versioned::value)
                .filter(found -> visible.sees(ask.tenant(), found.books().program()))
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such export."));
        ask.merchantOnly();
        return new Found.Books(books);
    }

    /// A key sees what a key of its mode asked for: one of a person may hold rows of both. An agency sees those of
    /// one program of its grant.
    private static boolean isShown(Ask ask, ListExport export) {
        Principal who = ask.principal();
        boolean ofMode = who.mode().isEmpty() || who.mode().equals(export.wish().mode());
        return ofMode
                && (who.grant().isEmpty()
                        || export.wish().program().filter(who::sees).isPresent());
    }

    private static void write(Found found, JsonGenerator json) throws IOException {
        switch (found) {
            case Found.Books(var export) -> write(export, json);
            case Found.List(var export) -> ListExportWrites.write(export, json);
        }
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
        files(export.id(), done ? export.files() : List.of(), json);
        json.writeEndObject();
    }

    static void files(ExportId id, List<BookFile> files, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("files");
        for (BookFile file : files) {
            json.writeStartObject();
            json.writeNumberField("number", file.number());
            json.writeStringField("path", "/v1/exports/" + id + "/files/" + file.number());
            json.writeNumberField("bytes", file.bytes());
            json.writeStringField("sha256", file.sha256());
            json.writeEndObject();
        }
        json.writeEndArray();
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

    static String state(BookExport.Phase phase) {
        return switch (phase) {
            case READING, WRITING -> "running";
            case DONE, FAILED -> phase.name().toLowerCase(Locale.ROOT);
        };
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every JDK has SHA-256", never);
        }
    }
}
