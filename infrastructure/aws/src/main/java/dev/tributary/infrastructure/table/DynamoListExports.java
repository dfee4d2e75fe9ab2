package dev.tributary.infrastructure.table;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.books.BookExports.Piece;
import dev.tributary.domain.id.ExportId;
import dev.tributary.domain.listing.ListExport;
import dev.tributary.domain.listing.ListExports;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.BookKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Exports of lists in the table, each with its pieces in its own partition; all of it goes when its time is over.
public final class DynamoListExports implements ListExports {
    private final ItemStore items;
    private final ExportPieces pieces;
    private final Table table;

    public DynamoListExports(Table table) {
        this.items = new ItemStore(table);
        this.pieces = new ExportPieces(table);
        this.table = table;
    }

    @Override
    public Optional<Versioned<ListExport>> find(ExportId id) {
        return items.find(BookKeys.export(id), BookKeys.LIST, ListExportItems::export);
    }

    @Override
    public Page<ListExport> of(Tenant tenant, PageRequest page) {
        return items.indexed(new ItemStore.Stretch(BookKeys.exportsOf(tenant), BookKeys.EXPORTS), page)
                .map(ListExportItems::export);
    }

    @Override
    public Replacement write(Versioned<ListExport> export, Optional<Piece> piece) {
        ListExport next = export.value();
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(items.replacement(place(next), ListExportItems.of(next), export.version()));
        Instant expires = next.progress().startedAt().plus(ListExport.KEPT);
        piece.ifPresent(of -> writes.add(pieces.put(next.id(), of, expires)));
        return DynamoBackTests.replaced(table, writes);
    }

    @Override
    public byte[] piece(ExportId id, int number) {
        return pieces.read(id, number);
    }

    @Override
    public Page<ExportId> due(Instant now, Optional<String> from) {
        return new DueIndex(table).due(BookKeys.dueLists(), now, from, BookKeys::exportOf);
    }

    static ItemStore.Place place(ListExport export) {
        return new ItemStore.Place(BookKeys.export(export.id()), BookKeys.LIST, Optional.empty())
                .listed(
                        BookKeys.exportsOf(export.wish().tenant()),
                        BookKeys.exportAt(export.progress().startedAt(), export.id()));
    }
}
