package dev.tributary.domain.books;

import dev.tributary.domain.id.ExportId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.time.Instant;
import java.util.Optional;

/// Where exports and their pieces are kept.
public interface BookExports {
    Optional<Versioned<BookExport>> find(ExportId id);

    /// A program's, the newest first.
    Page<BookExport> of(ProgramId program, PageRequest page);

    /// Some of the journal's bytes, as they were read.
    record Piece(int number, byte[] bytes) {}

    /// The export and this piece, both or none.
    /// @param export what it becomes, with the version that was read
    Replacement write(Versioned<BookExport> export, Optional<Piece> piece);

    /// @throws IllegalStateException when it is not there, or not any more
    byte[] piece(ExportId id, int number);

    /// Those that run and that nobody works at. It may show one that is done by now.
    Page<ExportId> due(Instant now, Optional<String> from);
}
