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
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Exports in the table, each with its pieces in its own partition:
/// ```
/// pk E#{export} | sk PIECE#000001 | lines <packed> | ttl 1782123456
/// ```
public final class DynamoBookExports implements BookExports {
    private static final String LINES = "lines";

    private final ItemStore items;
    private final Table table;

    public DynamoBookExports(Table table) {
        this.items = new ItemStore(table);
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
        piece.ifPresent(of -> writes.add(put(export.value(), of)));
        return DynamoBackTests.replaced(table, writes);
    }

    /// What stands there was of a reading that ended as failed.
    private TransactWriteItem put(BookExport export, Piece piece) {
        long expires = export.progress().due().plus(BookExport.PIECES_KEPT).getEpochSecond();
        return TransactWriteItem.builder()
                .put(Put.builder()
                        .tableName(table.name())
                        .item(PlainItems.attributes(Map.of(
                                Keys.PK,
                                BookKeys.export(export.id()),
                                Keys.SK,
                                BookKeys.piece(piece.number()),
                                LINES,
                                Packing.pack(piece.bytes()),
                                Keys.TTL,
                                expires)))
                        .build())
                .build();
    }

    @Override
    public byte[] piece(ExportId id, int number) {
        return items.get(BookKeys.export(id), BookKeys.piece(number))
                .map(item -> Packing.unpack((byte[]) ItemStore.required(item, LINES)))
                .orElseThrow(() -> new IllegalStateException("piece " + number + " of " + id + " is not there"));
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
