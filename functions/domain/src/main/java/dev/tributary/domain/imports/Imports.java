package dev.tributary.domain.imports;

import dev.tributary.domain.change.Change;
import dev.tributary.domain.id.ImportId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where imports, their rows and their reports are kept. What is past its time may still be there.
public interface Imports {
    Optional<Versioned<Import>> find(ImportId id);

    /// A program's, the newest first.
    Page<Import> of(ProgramId program, PageRequest page);

    /// The rows of a chunk, in the order of the file.
    /// @param chunk from 0
    List<ImportRow> rows(ImportId id, int chunk);

    /// What became of the rows of a chunk that are done.
    List<RowOutcome> report(ImportId id, int chunk);

    /// What some rows made, their report and the import after them, all or none. Stale when the import, or
    /// anything that the rows were judged by, is another one by now.
    ///
    /// @param next what the import becomes, with the version that was read
    /// @param chunk whose whole report this is
    Replacement write(Versioned<Import> next, int chunk, List<RowOutcome> report, List<Change> changes);

    /// The import alone.
    Replacement write(Versioned<Import> next);

    /// Those that run and that nobody works at. It may show one that is done by now.
    Page<ImportId> due(Instant now, Optional<String> from);
}
