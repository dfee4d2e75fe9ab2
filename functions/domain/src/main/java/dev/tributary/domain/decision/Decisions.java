package dev.tributary.domain.decision;

import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// Where decisions are read.
public interface Decisions {
    /// As it is committed.
    /// @throws dev.tributary.domain.stored.UnavailableException when it cannot be read
    Optional<Decision> find(AdjustmentId id);

    /// Those of so many that are there.
    /// @throws dev.tributary.domain.stored.UnavailableException when they cannot be read
    Map<AdjustmentId, Decision> find(Collection<AdjustmentId> ids);

    /// The position in a program's list before everything that was decided from then on.
    String positionOf(Instant since);

    /// Those of a program, the first decided one first.
    Page<Decision> in(ProgramId program, PageRequest page);
}
