package dev.tributary.domain.joining;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Versioned;
import java.util.Optional;

/// Where forms, agreements and applications are read; `Changes` writes them.
public interface Applications {
    /// Empty of a program that asks nothing.
    Optional<Versioned<ApplicationForm>> form(ProgramId program);

    Optional<Agreement> agreement(ProgramId program, int version);

    Optional<Application> of(ProgramId program, AffiliateId affiliate);
}
