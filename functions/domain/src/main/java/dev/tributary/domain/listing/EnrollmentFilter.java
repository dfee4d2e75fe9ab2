package dev.tributary.domain.listing;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.Versioned;
import java.util.Optional;

/// What a list of enrollments is narrowed by.
public record EnrollmentFilter(
        Optional<ProgramId> program, Optional<AffiliateId> affiliate, Optional<EnrollmentState> state) {
    /// Takes the filters and notes what is wrong with them; refuses nothing yet.
    public static EnrollmentFilter take(StatedFilters given) {
        return new EnrollmentFilter(
                given.take("program_id", ProgramId::parse),
                given.take("affiliate_id", AffiliateId::parse),
                given.take("state", EnrollmentState::parse));
    }

    /// A page narrowed by state may be short; its position leads on all the same.
    /// @param viewer to whom the affiliate of the filter is not foreign
    public ProgramWalk.Within<Enrollment> within(Enrollments enrollments, Tenant viewer) {
        Optional<AffiliateId> whose = viewer.asAffiliate().or(() -> affiliate);
        ProgramWalk.Within<Enrollment> all = whose.isEmpty()
                ? enrollments::in
                : (program, page) -> Page.last(enrollments.find(program, whose.get()).stream()
                        .map(Versioned::value)
                        .toList());
        return (program, request) -> {
            Page<Enrollment> page = all.page(program, request);
            return new Page<>(
                    page.items().stream()
                            .filter(enrollment -> state.isEmpty() || enrollment.state() == state.get())
                            .toList(),
                    page.next());
        };
    }
}
