package dev.tributary.domain.program;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Where enrollments are kept.
public interface Enrollments {
    Optional<Versioned<Enrollment>> find(ProgramId program, AffiliateId affiliate);

    /// An affiliate in a program, whatever has become of it.
    record Place(ProgramId program, AffiliateId affiliate) {}

    /// Those of so many where there is an enrollment.
    default Set<Place> there(Collection<Place> places) {
        return places.stream()
                .filter(place -> find(place.program(), place.affiliate()).isPresent())
                .collect(Collectors.toSet());
    }

    /// Who is enrolled in a program, by affiliate id.
    Page<Enrollment> in(ProgramId program, PageRequest page);

    /// What an affiliate is enrolled in, by program id; a position is a program's id.
    Page<Enrollment> of(AffiliateId affiliate, PageRequest page);

    Creation create(Enrollment enrollment);

    Replacement replace(Versioned<Enrollment> enrollment);
}
