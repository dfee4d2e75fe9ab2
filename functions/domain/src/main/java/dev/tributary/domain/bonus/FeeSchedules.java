package dev.tributary.domain.bonus;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// Where it stands how far fees are decided.
public interface FeeSchedules {
    /// As it is committed.
    Optional<Versioned<FeeSchedule>> find(ProgramId program);

    /// @param zone the program's, in which its next day begins
    Replacement replace(Versioned<FeeSchedule> schedule, ZoneId zone);

    /// One page of the programs whose next day has begun.
    Page<ProgramId> due(Instant now, Optional<String> from);
}
