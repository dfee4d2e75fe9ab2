package dev.tributary.jobs;

import dev.tributary.domain.books.BookCut;
import dev.tributary.domain.books.BookExport.Phase;
import dev.tributary.domain.books.BookExports.Piece;
import dev.tributary.domain.books.BookFile;
import dev.tributary.domain.books.BookFiles;
import dev.tributary.domain.id.ExportId;
import dev.tributary.domain.listing.ListExport;
import dev.tributary.domain.listing.ListExport.Failure;
import dev.tributary.domain.listing.ListExports;
import dev.tributary.domain.listing.ListFilter;
import dev.tributary.domain.listing.ListRows;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.Log;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Goes on with the export of a list part by part, as long as there is time: each part of the reading is one
/// transaction on the export's version, and each file is put once under its own name before the export says so.
/// What is left is due, and the schedule finds it.
public final class ListWork {
    /// In one call, so that it ends whatever the clock says.
    private static final int MOST_PARTS = 2_000;

    private final Reading reading;
    private final ListExports exports;
    private final BookFiles files;
    private final Clock clock;

    /// Opens a list for one part of its reading, as its addressee sees it then.
    @FunctionalInterface
    public interface Reading {
        ListRows.Pages open(ListExport.Wish wish, ListFilter filter, Instant now);
    }

    public ListWork(Reading reading, ListExports exports, BookFiles files, Clock clock) {
        this.reading = reading;
        this.exports = exports;
        this.files = files;
        this.clock = clock;
    }

    /// @param isNear whether to stop where it can be gone on from
    public void run(ExportId id, BooleanSupplier isNear) {
        Optional<Versioned<ListExport>> taken = isNear.getAsBoolean() ? Optional.empty() : take(id);
        for (int parts = 0; taken.isPresent() && taken.get().value().isRunning(); parts++) {
            taken = isNear.getAsBoolean() || parts == MOST_PARTS ? release(taken.get()) : next(taken.get());
        }
    }

    /// Empty when it is gone, over, or another's.
    private Optional<Versioned<ListExport>> take(ExportId id) {
        Instant now = clock.instant();
        return exports.find(id)
                .filter(found -> found.value().isFree(now) && found.value().isKept(now))
                .flatMap(found -> written(found.with(found.value().claimed(now)), Optional.empty()));
    }

    private Optional<Versioned<ListExport>> release(Versioned<ListExport> export) {
        written(export.with(export.value().released(clock.instant())), Optional.empty());
        return Optional.empty();
    }

    private Optional<Versioned<ListExport>> next(Versioned<ListExport> read) {
        return read.value().progress().phase() == Phase.READING ? readOn(read) : writeOn(read);
    }

    private Optional<Versioned<ListExport>> readOn(Versioned<ListExport> read) {
        ListExport export = read.value();
        ListFilter filter = export.wish().read(export.progress().startedAt());
        ListRows.Pages list = reading.open(export.wish(), filter, clock.instant());
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        PageRequest first = PageRequest.first(ListExport.PAGE);
        Optional<String> position = export.progress().position();
        long rows = 0;
        int pages = 0;
        do {
            Page<List<String>> page = list.page(position.map(first::after).orElse(first));
            lines.writeBytes(ListCsv.lines(page.items()));
            rows += page.items().size();
            position = page.next();
            pages++;
        } while (position.isPresent() && pages < ListExport.MOST_PAGES && lines.size() < ListExport.MOST_PIECE_BYTES);
        Optional<Piece> piece = lines.size() == 0
                ? Optional.empty()
                : Optional.of(new Piece(export.progress().pieces() + 1, lines.toByteArray()));
        return written(read.with(export.read(rows, piece.isPresent(), position, clock.instant())), piece);
    }

    private Optional<Versioned<ListExport>> writeOn(Versioned<ListExport> read) {
        ListExport export = read.value();
        int sections = export.progress().pieces() + 1;
        if (export.progress().mark().section() == sections) {
            return written(read.with(export.done(clock.instant())), Optional.empty());
        }
        BookCut cut = BookCut.of(export.progress().mark(), sections, section -> section(export, section));
        BookFile file = new BookFile(export.files().size() + 1, cut.bytes().length, BookWork.sha256(cut.bytes()));
        return switch (files.put(export.name(file), cut.bytes())) {
            case BookFiles.Put.There() ->
                written(read.with(export.written(file, cut.next(), clock.instant())), Optional.empty());
            case BookFiles.Put.Different() -> {
                // Nobody else writes under the export's own name: a person has to look.
                Log.line("books_differ", Map.of("export_id", export.id().toString(), "file", export.name(file)));
                yield written(read.with(export.failed(Failure.OTHER_FILE, clock.instant())), Optional.empty());
            }
        };
    }

    private byte[] section(ListExport export, int section) {
        return section == 0
                ? ListCsv.lines(List.of(export.wish().kind().columns()))
                : exports.piece(export.id(), section);
    }

    /// As it stands then; empty when somebody else was first.
    private Optional<Versioned<ListExport>> written(Versioned<ListExport> export, Optional<Piece> piece) {
        return switch (exports.write(export, piece)) {
            case Replacement.Replaced() -> Optional.of(new Versioned<>(export.value(), export.version() + 1));
            case Replacement.Stale() -> Optional.empty();
        };
    }
}
