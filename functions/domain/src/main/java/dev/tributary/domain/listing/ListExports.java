package dev.tributary.domain.listing;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.books.BookExports.Piece;
import dev.tributary.domain.id.ExportId;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.time.Instant;
import java.util.Optional;

/// Where exports of lists and their pieces are kept. What is past its time may still be there.
public interface ListExports {
    Optional<Versioned<ListExport>> find(ExportId id);

    /// Those that a tenant asked for, the newest first.
    Page<ListExport> of(Tenant tenant, PageRequest page);

    /// The export and this piece, both or none.
    /// @param export what it becomes, with the version that was read
    Replacement write(Versioned<ListExport> export, Optional<Piece> piece);

    /// @throws IllegalStateException when it is not there, or not any more
    byte[] piece(ExportId id, int number);

    /// Those that run and that nobody works at. It may show one that is done by now.
    Page<ExportId> due(Instant now, Optional<String> from);
}
