package dev.tributary.infrastructure.table;

import static dev.tributary.infrastructure.table.BackTestItems.number;
import static dev.tributary.infrastructure.table.BackTestItems.text;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.books.BookExport.Mark;
import dev.tributary.domain.books.BookExport.Phase;
import dev.tributary.domain.books.BookFile;
import dev.tributary.domain.id.Mode;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.listing.ListExport;
import dev.tributary.domain.listing.ListExport.Progress;
import dev.tributary.domain.listing.ListExport.Wish;
import dev.tributary.domain.listing.ListKind;
import dev.tributary.infrastructure.edge.BookKeys;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The item of a list's export, both directions; a file is its bytes and its hash:
/// ```
/// pk E#{export} | sk LIST | version 7 | tenant mer_... | kind conversions | filter {state: converted, ...}
/// | program prg_... | language en | mode live | phase reading | position prg_... 2026... | pieces 3 | rows 940 |
/// section 0 | offset 0
/// | attempts 0 | due 2026-12-01T10:17:00Z | started_at 2026-12-01T10:15:00Z | files [[4194201, 306d5c...], ...]
/// | ttl 1782123456 | gsi1pk E#{tenant} | gsi1sk E#{time, the later the less}#{export}
/// ```
final class ListExportItems {
    private ListExportItems() {}

    /// All of it but its keys.
    static Map<String, Object> of(ListExport export) {
        Map<String, Object> item = new HashMap<>();
        item.put("tenant", export.wish().tenant().toString());
        item.put("kind", export.wish().kind().text());
        item.put("filter", Map.<String, Object>copyOf(export.wish().filter()));
        export.wish().program().ifPresent(program -> item.put("program", program.toString()));
        item.put("language", export.wish().language().code());
        export.wish().mode().ifPresent(mode -> item.put("mode", mode.text()));
        Progress progress = export.progress();
        item.put("phase", progress.phase().name().toLowerCase(Locale.ROOT));
        progress.position().ifPresent(position -> item.put("position", position));
        item.put("pieces", (long) progress.pieces());
        item.put("rows", progress.rows());
        item.put("section", (long) progress.mark().section());
        item.put("offset", (long) progress.mark().offset());
        item.put("attempts", (long) progress.attempts());
        item.put("due", progress.due().toString());
        item.put("started_at", progress.startedAt().toString());
        progress.finishedAt().ifPresent(finished -> item.put("finished_at", finished.toString()));
        progress.failure()
                .ifPresent(failure -> item.put("failure", failure.name().toLowerCase(Locale.ROOT)));
        item.put("files", files(export.files()));
        item.put(Keys.TTL, progress.startedAt().plus(ListExport.KEPT).getEpochSecond());
        if (export.isRunning()) {
            item.put(Keys.GSI2_PK, BookKeys.dueLists());
            item.put(
                    Keys.GSI2_SK,
                    Keys.due(
                            progress.due().truncatedTo(ChronoUnit.SECONDS),
                            BookKeys.export(export.id()),
                            BookKeys.LIST));
        }
        return item;
    }

    /// @throws IllegalStateException when an attribute is missing
    static ListExport export(Map<String, Object> item) {
        Map<String, String> filter = new HashMap<>();
        ((Map<?, ?>) ItemStore.required(item, "filter"))
                .forEach((name, value) -> filter.put((String) name, (String) value));
        return new ListExport(
                BookKeys.exportOf(text(item, Keys.PK)),
                new Wish(
                        Tenant.parse(text(item, "tenant")).orElseThrow(),
                        ListKind.parse(text(item, "kind")).orElseThrow(),
                        filter,
                        Optional.ofNullable((String) item.getOrDefault("program", filter.get("program_id")))
                                .map(ProgramId::of),
                        Language.of(text(item, "language")).orElseThrow(),
                        Optional.ofNullable((String) item.get("mode")).flatMap(Mode::parse)),
                progress(item),
                files(item));
    }

    private static Progress progress(Map<String, Object> item) {
        return new Progress(
                Phase.valueOf(text(item, "phase").toUpperCase(Locale.ROOT)),
                Optional.ofNullable((String) item.get("position")),
                Math.toIntExact(number(item, "pieces")),
                number(item, "rows"),
                new Mark(Math.toIntExact(number(item, "section")), Math.toIntExact(number(item, "offset"))),
                Math.toIntExact(number(item, "attempts")),
                Instant.parse(text(item, "due")),
                Instant.parse(text(item, "started_at")),
                Optional.ofNullable((String) item.get("finished_at")).map(Instant::parse),
                Optional.ofNullable((String) item.get("failure"))
                        .map(text -> ListExport.Failure.valueOf(text.toUpperCase(Locale.ROOT))));
    }

    static List<Object> files(List<BookFile> files) {
        return files.stream()
                .<Object>map(file -> List.<Object>of((long) file.bytes(), file.sha256()))
                .toList();
    }

    static List<BookFile> files(Map<String, Object> item) {
        List<BookFile> files = new ArrayList<>();
        for (Object file : (List<?>) ItemStore.required(item, "files")) {
            List<?> parts = (List<?>) file;
            files.add(new BookFile(files.size() + 1, Math.toIntExact((Long) parts.get(0)), (String) parts.get(1)));
        }
        return files;
    }
}
