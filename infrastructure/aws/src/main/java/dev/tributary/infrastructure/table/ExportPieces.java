package dev.tributary.infrastructure.table;

import dev.tributary.domain.books.BookExports.Piece;
import dev.tributary.domain.id.ExportId;
import dev.tributary.infrastructure.edge.BookKeys;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// What was read for an export, in the export's own partition:
/// ```
/// pk E#{export} | sk PIECE#000001 | lines <packed> | ttl 1782123456
/// ```
final class ExportPieces {
    private static final String LINES = "lines";

    private final ItemStore items;
    private final Table table;

    ExportPieces(Table table) {
        this.items = new ItemStore(table);
        this.table = table;
    }

    /// What stands there was of a reading that ended as failed.
    TransactWriteItem put(ExportId export, Piece piece, Instant expires) {
        return TransactWriteItem.builder()
                .put(Put.builder()
                        .tableName(table.name())
                        .item(PlainItems.attributes(Map.of(
                                Keys.PK,
                                BookKeys.export(export),
                                Keys.SK,
                                BookKeys.piece(piece.number()),
                                LINES,
                                Packing.pack(piece.bytes()),
                                Keys.TTL,
                                expires.getEpochSecond())))
                        .build())
                .build();
    }

    /// @throws IllegalStateException when it is not there, or not any more
    byte[] read(ExportId id, int number) {
        return items.get(BookKeys.export(id), BookKeys.piece(number))
                .map(item -> Packing.unpack((byte[]) ItemStore.required(item, LINES)))
                .orElseThrow(() -> new IllegalStateException("piece " + number + " of " + id + " is not there"));
    }
}
