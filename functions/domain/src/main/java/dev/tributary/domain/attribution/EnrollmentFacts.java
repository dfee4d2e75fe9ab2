package dev.tributary.domain.attribution;

import dev.tributary.domain.conversion.PersonTag;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.program.Enrollment.Change;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.terms.Group;
import dev.tributary.domain.terms.Pay;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What must be known of an affiliate in the program: how it stood and stands, its groups and tags,
/// its members' own tags (to see self-referral), and a pay of its own where it has one.
public record EnrollmentFacts(
        AffiliateId affiliate,
        List<Change> changes,
        Set<Group> groups,
        Set<PersonTag> members,
        Optional<Pay> override) {
    public EnrollmentFacts {
        changes = changes.stream().sorted(Comparator.comparing(Change::from)).toList();
        groups = Set.copyOf(groups);
        members = Set.copyOf(members);
    }

    /// How it stood at an instant; before the first change it had not applied: empty.
    Optional<EnrollmentState> at(Instant instant) {
        Optional<EnrollmentState> standing = Optional.empty();
        for (Change change : changes) {
            if (!change.from().isAfter(instant)) {
                standing = Optional.of(change.state());
            }
        }
        return standing;
    }

    boolean isBanned() {
        return !changes.isEmpty() && changes.getLast().state() == EnrollmentState.BANNED;
    }
}
