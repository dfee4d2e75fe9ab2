package dev.tributary.domain.purge;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Purges, and the deleting itself.
public interface Purges {
    Optional<Versioned<Purge>> find(ProgramId program);

    Replacement replace(Versioned<Purge> purge);

    /// Programs whose purge has not ended.
    Page<ProgramId> due(Instant now, Optional<String> from);

    /// The things of a program below which others stand, by their places; none of them is gone before those are.
    Set<String> heads(ProgramId program);

    /// Deletes what one part of a pass finds; what is gone already is no failure.
    /// @param heads of the program
    Swept sweep(Purge purge, Set<String> heads);

    /// @param next where to go on; empty at the end of the pass
    record Swept(int deleted, Optional<String> next) {}
}
