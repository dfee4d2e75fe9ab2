package dev.tributary.infrastructure.table;

import dev.tributary.domain.books.BookExport;
import dev.tributary.domain.books.BookExports;
import dev.tributary.domain.id.ExportId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.BookKeys;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Exports of the books in the table, each with its pieces in its own partition.
public final class DynamoBookExports implements BookExports {
    private final ItemStore items;
    private final ExportPieces pieces;
    private final Table table;

    public DynamoBookExports(Table table) {
        this.items = new ItemStore(table);
        this.pieces = new ExportPieces(table);
        this.table = table;
    }

    @Override
    public Optional<Versioned<BookExport>> find(ExportId id) {
        return items.find(BookKeys.export(id), Keys.SOLE, BookExportItems::export);
    }

    @Override
    public Page<BookExport> of(ProgramId program, PageRequest page) {
        return items.indexed(new ItemStore.Stretch(BookKeys.exportsOf(program), BookKeys.EXPORTS), page)
                .map(BookExportItems::export);
    }

    @Override
    public Replacement write(Versioned<BookExport> export, Optional<Piece> piece) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(items.replacement(place(export.value()), BookExportItems.of(export.value()), export.version()));
        Instant expires = export.value().progress().due().plus(BookExport.PIECES_KEPT);
        piece.ifPresent(of -> writes.add(pieces.put(export.value().id(), of, expires)));
        return DynamoBackTests.replaced(table, writes);
    }

    @Override
    public byte[] piece(ExportId id, int number) {
        return pieces.read(id, number);
    }

    @Override
    public Page<ExportId> due(Instant now, Optional<String> from) {
        return new DueIndex(table).due(BookKeys.dueExports(), now, from, BookKeys::exportOf);
    }

    static ItemStore.Place place(BookExport export) {
        return ItemStore.Place.sole(BookKeys.export(export.id()))
                .listed(
                        BookKeys.exportsOf(export.books().program()),
                        BookKeys.exportAt(export.progress().startedAt(), export.id()));
    }
}
