package dev.tributary.jobs;

import dev.tributary.domain.books.BookCut;
import dev.tributary.domain.books.BookExport;
import dev.tributary.domain.books.BookExport.Phase;
import dev.tributary.domain.books.BookExports;
import dev.tributary.domain.books.BookExports.Piece;
import dev.tributary.domain.books.BookFile;
import dev.tributary.domain.books.BookFiles;
import dev.tributary.domain.books.BookReading;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ExportId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.Log;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// Goes on with an export of the books part by part, as long as there is time. First the ledger is read, each part
/// one transaction on the export's version; then files are cut from what was read, each put once under its own
/// name before the export says so. Whoever ends in between, or comes twice, ends with the same bytes. What is
/// left is due, and the schedule finds it.
public final class BookWork {
    /// In one call, so that it ends whatever the clock says.
    private static final int MOST_PARTS = 2_000;
    /// Of lines in a piece, less one entry's: packed they fit into an item of 400 KB even where they are no
    /// smaller than the random letters in them.
    static final int MOST_PIECE_BYTES = 256 * 1024;

    private final Sources sources;
    private final BookExports exports;
    private final BookFiles files;
    private final Clock clock;

    /// What is read.
    public record Sources(Enrollments enrollments, Ledger ledger) {}

    public BookWork(Sources sources, BookExports exports, BookFiles files, Clock clock) {
        this.sources = sources;
        this.exports = exports;
        this.files = files;
        this.clock = clock;
    }

    /// @param isNear whether to stop where it can be gone on from
    public void run(ExportId id, BooleanSupplier isNear) {
        Optional<Versioned<BookExport>> taken = isNear.getAsBoolean() ? Optional.empty() : take(id);
        for (int parts = 0; taken.isPresent() && taken.get().value().isRunning(); parts++) {
            taken = isNear.getAsBoolean() || parts == MOST_PARTS ? release(taken.get()) : next(taken.get());
        }
    }

    /// Empty when it is gone, over, or another's.
    private Optional<Versioned<BookExport>> take(ExportId id) {
        return exports.find(id)
                .filter(found -> found.value().isFree(clock.instant()))
                .flatMap(found -> written(found.with(found.value().claimed(clock.instant())), Optional.empty()));
    }

    private Optional<Versioned<BookExport>> release(Versioned<BookExport> export) {
        written(export.with(export.value().released(clock.instant())), Optional.empty());
        return Optional.empty();
    }

    private Optional<Versioned<BookExport>> next(Versioned<BookExport> read) {
        return read.value().progress().phase() == Phase.READING ? readOn(read) : writeOn(read);
    }

    private Optional<Versioned<BookExport>> readOn(Versioned<BookExport> read) {
        BookExport export = read.value();
        PageRequest first = PageRequest.first(PageRequest.MAX_LIMIT);
        Page<Enrollment> page = sources.enrollments()
                .in(
                        export.books().program(),
                        export.progress().page().map(first::after).orElse(first));
        List<AffiliateId> affiliates =
                page.items().stream().map(Enrollment::affiliate).toList();
        Set<AffiliateId> having = having(export, affiliates);
        BookReading reading = new BookReading(export);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (AffiliateId affiliate : affiliates) {
            Optional<Long> after = reading.after(affiliate).filter(_ -> having.contains(affiliate));
            if (after.isPresent() && !readAccount(export, affiliate, after.get(), reading, lines)) {
                return written(read.with(reading.within(lines.size() > 0, clock.instant())), piece(export, lines));
            }
        }
        return written(read.with(reading.ended(page.next(), lines.size() > 0, clock.instant())), piece(export, lines));
    }

    private Set<AffiliateId> having(BookExport export, List<AffiliateId> affiliates) {
        List<AccountKey> keys =
                affiliates.stream().map(affiliate -> account(export, affiliate)).toList();
        return sources.ledger().accounts(keys).stream()
                .map(Account::key)
                .map(AccountKey::affiliate)
                .collect(Collectors.toSet());
    }

    private static AccountKey account(BookExport export, AffiliateId affiliate) {
        return new AccountKey(
                export.books().program(), affiliate, export.books().currency());
    }

    /// @return whether the account was read to its end; otherwise the part is full
    private boolean readAccount(
            BookExport export, AffiliateId affiliate, long after, BookReading reading, ByteArrayOutputStream lines) {
        Optional<String> position = Optional.of(Long.toString(after));
        while (position.isPresent()) {
            Page<Entry> page = sources.ledger()
                    .entries(
                            account(export, affiliate),
                            PageRequest.first(PageRequest.MAX_LIMIT).after(position.get()));
            for (Entry entry : page.items()) {
                if (reading.isLast(entry)) {
                    reading.end(affiliate);
                    return true;
                }
                lines.writeBytes(JournalCsv.lines(reading.read(entry)));
                if (reading.isFull() || lines.size() >= MOST_PIECE_BYTES) {
                    return false;
                }
            }
            position = page.next();
        }
        reading.end(affiliate);
        return true;
    }

    private static Optional<Piece> piece(BookExport export, ByteArrayOutputStream lines) {
        return lines.size() == 0
                ? Optional.empty()
                : Optional.of(new Piece(export.progress().pieces() + 1, lines.toByteArray()));
    }

    private Optional<Versioned<BookExport>> writeOn(Versioned<BookExport> read) {
        BookExport export = read.value();
        int pieces = export.progress().pieces();
        int sections = pieces + 2;
        if (export.progress().mark().section() == sections) {
            return finish(read);
        }
        BookCut cut = BookCut.of(export.progress().mark(), sections, section -> section(export, section, pieces));
        BookFile file = new BookFile(export.files().size() + 1, cut.bytes().length, sha256(cut.bytes()));
        if (!isThere(export, export.name(file), cut.bytes())) {
            return written(read.with(export.failed(clock.instant())), Optional.empty());
        }
        return written(read.with(export.written(file, cut.next(), clock.instant())), Optional.empty());
    }

    private byte[] section(BookExport export, int section, int pieces) {
        if (section == 0) {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            head.writeBytes(JournalCsv.header());
            head.writeBytes(JournalCsv.lines(export.openings()));
            return head.toByteArray();
        }
        return section <= pieces ? exports.piece(export.id(), section) : JournalCsv.lines(export.closings());
    }

    /// A line per file, as `sha256sum` checks them.
    private Optional<Versioned<BookExport>> finish(Versioned<BookExport> read) {
        BookExport export = read.value();
        String manifest = export.files().stream()
                .map(file -> file.sha256() + "  " + export.fileName(file) + "\n")
                .collect(Collectors.joining());
        boolean there = isThere(export, export.name() + ".sha256", manifest.getBytes(StandardCharsets.UTF_8));
        return written(
                read.with(there ? export.done(clock.instant()) : export.failed(clock.instant())), Optional.empty());
    }

    private boolean isThere(BookExport export, String name, byte[] bytes) {
        return switch (files.put(name, bytes)) {
            case BookFiles.Put.There() -> true;
            case BookFiles.Put.Different() -> {
                // The ledger only grows, and the month was final: a person has to look.
                Log.line("books_differ", Map.of("export_id", export.id().toString(), "file", name));
                yield false;
            }
        };
    }

    /// As it stands then; empty when somebody else was first.
    private Optional<Versioned<BookExport>> written(Versioned<BookExport> export, Optional<Piece> piece) {
        return switch (exports.write(export, piece)) {
            case Replacement.Replaced() -> Optional.of(new Versioned<>(export.value(), export.version() + 1));
            case Replacement.Stale() -> Optional.empty();
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
