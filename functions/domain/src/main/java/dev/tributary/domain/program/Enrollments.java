package dev.tributary.domain.program;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.util.Optional;

/// Where enrollments are kept.
public interface Enrollments {
    Optional<Versioned<Enrollment>> find(ProgramId program, AffiliateId affiliate);

    /// Who is enrolled in a program, by affiliate id.
    Page<Enrollment> in(ProgramId program, PageRequest page);

    /// What an affiliate is enrolled in, by program id; a position is a program's id.
    Page<Enrollment> of(AffiliateId affiliate, PageRequest page);

    Creation create(Enrollment enrollment);

    Replacement replace(Versioned<Enrollment> enrollment);
}
