package dev.tributary.domain.bonus;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.BonusId;
import java.util.Optional;

/// Where it is kept who leads.
public interface Leaderboards {
    Optional<Leaders> find(ProgramId program, BonusId bonus, Period period);

    /// Once: who comes second finds what the first one decided.
    Creation create(Leaders leaders);
}
