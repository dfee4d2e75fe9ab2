package dev.tributary.domain.dispute;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import java.time.Instant;
import java.util.Optional;

/// Where disputes are read; they are written as changes.
public interface Disputes {
    Optional<Versioned<Dispute>> find(DisputeId id);

    /// Those of a program, the latest one first.
    Page<Dispute> in(ProgramId program, PageRequest page);

    /// Those of an affiliate in all programs, the latest one first.
    Page<Dispute> of(AffiliateId affiliate, PageRequest page);

    OpenDisputes open(ProgramId program, AffiliateId affiliate);

    /// One page of those of which something is due by then.
    /// @param from the position that the page before named
    /// @throws dev.tributary.domain.stored.UnavailableException when it cannot be read
    Page<DisputeId> due(Instant now, Optional<String> from);
}
