package dev.tributary.infrastructure.table;

import static dev.tributary.infrastructure.table.BackTestItems.number;
import static dev.tributary.infrastructure.table.BackTestItems.text;

import dev.tributary.domain.books.BookAccount;
import dev.tributary.domain.books.BookExport;
import dev.tributary.domain.books.BookExport.Books;
import dev.tributary.domain.books.BookExport.Mark;
import dev.tributary.domain.books.BookExport.Phase;
import dev.tributary.domain.books.BookExport.Progress;
import dev.tributary.domain.books.BookExport.Resume;
import dev.tributary.domain.books.BookSums;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.infrastructure.edge.BookKeys;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The item of an export, both directions. Sums are opening, debit and credit in minor units; a file is its bytes
/// and its hash:
/// ```
/// pk E#{export} | sk - | version 7 | program_id prg_... | zone Europe/Riga | currency EUR | month 2026-11
/// | phase reading | page 000... | resume aff_... | resume_after 12 | pieces 3 | affiliates 300 | entries 940
/// | section 0 | offset 0 | attempts 0 | due 2026-12-01T10:17:00Z | started_at 2026-12-01T10:15:00Z
/// | sums {cash_csv: [0, 0, 1250], ...} | files [[4194201, 306d5c...], ...]
/// | gsi1pk P#{program}#E | gsi1sk E#{time, the later the less}#{export}
/// ```
final class BookExportItems {
    private static final String RESUME = "resume";

    private BookExportItems() {}

    /// All of it but its keys.
    static Map<String, Object> of(BookExport export) {
        Map<String, Object> item = new HashMap<>();
        item.put("program_id", export.books().program().toString());
        item.put("zone", export.books().zone().getId());
        item.put("currency", export.books().currency().code());
        item.put("month", export.books().month().toString());
        Map<String, Object> sums = new HashMap<>();
        export.sums()
                .accounts()
                .forEach((account, sum) -> sums.put(account.name(), List.of(sum.opening(), sum.debit(), sum.credit())));
        item.put("sums", sums);
        item.put("files", ListExportItems.files(export.files()));
        Progress progress = export.progress();
        item.put("phase", progress.phase().name().toLowerCase(Locale.ROOT));
        progress.page().ifPresent(page -> item.put("page", page));
        progress.resume().ifPresent(resume -> {
            item.put(RESUME, resume.affiliate().toString());
            item.put("resume_after", resume.sequence());
        });
        item.put("pieces", (long) progress.pieces());
        item.put("affiliates", progress.affiliates());
        item.put("entries", progress.entries());
        item.put("section", (long) progress.mark().section());
        item.put("offset", (long) progress.mark().offset());
        item.put("attempts", (long) progress.attempts());
        item.put("due", progress.due().toString());
        item.put("started_at", progress.startedAt().toString());
        progress.finishedAt().ifPresent(finished -> item.put("finished_at", finished.toString()));
        if (export.isRunning()) {
            item.put(Keys.GSI2_PK, BookKeys.dueExports());
            item.put(
                    Keys.GSI2_SK,
                    Keys.due(progress.due().truncatedTo(ChronoUnit.SECONDS), BookKeys.export(export.id()), Keys.SOLE));
        }
        return item;
    }

    /// @throws IllegalStateException when an attribute is missing
    static BookExport export(Map<String, Object> item) {
        return new BookExport(
                BookKeys.exportOf(text(item, Keys.PK)),
                new Books(
                        ProgramId.of(text(item, "program_id")),
                        ZoneId.of(text(item, "zone")),
                        new CurrencyCode(text(item, "currency")),
                        YearMonth.parse(text(item, "month"))),
                progress(item),
                sums(item),
                ListExportItems.files(item));
    }

    private static Progress progress(Map<String, Object> item) {
        return new Progress(
                Phase.valueOf(text(item, "phase").toUpperCase(Locale.ROOT)),
                Optional.ofNullable((String) item.get("page")),
                Optional.ofNullable((String) item.get(RESUME))
                        .map(affiliate -> new Resume(AffiliateId.of(affiliate), number(item, "resume_after"))),
                Math.toIntExact(number(item, "pieces")),
                number(item, "affiliates"),
                number(item, "entries"),
                new Mark(Math.toIntExact(number(item, "section")), Math.toIntExact(number(item, "offset"))),
                Math.toIntExact(number(item, "attempts")),
                Instant.parse(text(item, "due")),
                Instant.parse(text(item, "started_at")),
                Optional.ofNullable((String) item.get("finished_at")).map(Instant::parse));
    }

    private static BookSums sums(Map<String, Object> item) {
        SortedMap<BookAccount, BookSums.Sum> sums = new TreeMap<>();
        ((Map<?, ?>) ItemStore.required(item, "sums")).forEach((name, sum) -> {
            List<?> parts = (List<?>) sum;
            sums.put(new BookAccount((String) name), new BookSums.Sum((Long) parts.get(0), (Long) parts.get(1), (Long)
                    parts.get(2)));
        });
        return new BookSums(sums);
    }
}
