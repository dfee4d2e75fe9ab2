package dev.tributary.domain.listing;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.party.Affiliates;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.Group;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a list of enrollments is narrowed by.
///
/// @param group that it is in
/// @param tag one of its tags
/// @param name the beginning of the affiliate's name, or of a word in it; case does not matter
public record EnrollmentFilter(
        Optional<ProgramId> program,
        Optional<AffiliateId> affiliate,
        Optional<EnrollmentState> state,
        Optional<Group> group,
        Optional<Group> tag,
        Optional<String> name) {
    /// Takes the filters and notes what is wrong with them; refuses nothing yet.
    public static EnrollmentFilter take(StatedFilters given) {
        return new EnrollmentFilter(
                given.take("program_id", ProgramId::parse),
                given.take("affiliate_id", AffiliateId::parse),
                given.take("state", EnrollmentState::parse),
                given.take("group", EnrollmentFilter::group),
                given.take("tag", EnrollmentFilter::group),
                given.take(
                        "name",
                        text -> Optional.of(text.strip())
                                .filter(part -> !part.isEmpty() && part.length() <= Affiliate.MAX_NAME_LENGTH)));
    }

    private static Optional<Group> group(String text) {
        return Optional.of(text)
                .filter(given -> !given.isBlank() && given.length() <= Group.MAX_LENGTH)
                .map(Group::new);
    }

    /// A page narrowed by more than an affiliate may be short; its position leads on all the same.
    /// @param affiliates whose names are read where one is wanted
    /// @param viewer to whom the affiliate of the filter is not foreign
    public ProgramWalk.Within<Enrollment> within(Enrollments enrollments, Affiliates affiliates, Tenant viewer) {
        Optional<AffiliateId> whose = viewer.asAffiliate().or(() -> affiliate);
        ProgramWalk.Within<Enrollment> all = whose.isEmpty()
                ? enrollments::in
                : (program, page) -> Page.last(enrollments.find(program, whose.get()).stream()
                        .map(Versioned::value)
                        .toList());
        return (program, request) -> {
            Page<Enrollment> page = all.page(program, request);
            List<Enrollment> fitting = page.items().stream().filter(this::fits).toList();
            return new Page<>(named(fitting, affiliates), page.next());
        };
    }

    private boolean fits(Enrollment enrollment) {
        return (state.isEmpty() || enrollment.state() == state.get())
                && (group.isEmpty() || enrollment.group().equals(group.map(Group::text)))
                && (tag.isEmpty() || enrollment.tags().contains(tag.get()));
    }

    private List<Enrollment> named(List<Enrollment> some, Affiliates affiliates) {
        if (name.isEmpty() || some.isEmpty()) {
            return some;
        }
        Map<AffiliateId, Affiliate> known =
                affiliates.find(some.stream().map(Enrollment::affiliate).toList());
        return some.stream()
                .filter(one -> Optional.ofNullable(known.get(one.affiliate()))
                        .filter(found -> begins(found.name(), name.get()))
                        .isPresent())
                .toList();
    }

    private static boolean begins(String name, String part) {
        String folded = name.toLowerCase(Locale.ROOT);
        String wanted = part.toLowerCase(Locale.ROOT);
        for (int at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
            if (at == 0 || !Character.isLetterOrDigit(folded.codePointBefore(at))) {
                return true;
            }
        }
        return false;
    }
}
