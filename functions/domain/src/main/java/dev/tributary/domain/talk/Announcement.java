package dev.tributary.domain.talk;

import dev.tributary.domain.id.AnnouncementId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.terms.Group;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What a merchant tells the affiliates of a program, from a time on.
///
/// @param text plain, in whatever language the merchant writes
/// @param published from when affiliates see it
/// @param expires from when they see it no more
/// @param groups of enrollments that see it; none: all of them
public record Announcement(
        AnnouncementId id,
        ProgramId program,
        String title,
        String text,
        Instant published,
        Optional<Instant> expires,
        Set<Group> groups) {
    public static final int MAX_TITLE_LENGTH = 200;
    public static final int MAX_TEXT_LENGTH = 10_000;
    public static final int MAX_GROUPS = 50;

    public enum State {
        SCHEDULED,
        PUBLISHED,
        EXPIRED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Announcement {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(program, "program");
        groups = Set.copyOf(groups);
        if (title.isBlank() || title.length() > MAX_TITLE_LENGTH) {
            throw new IllegalArgumentException("title is empty or longer than " + MAX_TITLE_LENGTH);
        }
        if (text.isBlank() || text.length() > MAX_TEXT_LENGTH) {
            throw new IllegalArgumentException("text is empty or longer than " + MAX_TEXT_LENGTH);
        }
        if (expires.filter(end -> !end.isAfter(published)).isPresent()) {
            throw new IllegalArgumentException("expires is not after published");
        }
        if (groups.size() > MAX_GROUPS) {
            throw new IllegalArgumentException("groups are more than " + MAX_GROUPS);
        }
    }

    public State stateAt(Instant now) {
        if (published.isAfter(now)) {
            return State.SCHEDULED;
        }
        return expires.filter(end -> !end.isAfter(now)).isPresent() ? State.EXPIRED : State.PUBLISHED;
    }

    /// Whether an affiliate sees it: while it stands, and while the affiliate is with the program. A pause is the
    /// merchant's and may be over tomorrow; who has only applied, or is gone, is not spoken to.
    public boolean isFor(Enrollment enrollment, Instant now) {
        boolean within = switch (enrollment.state()) {
            case APPROVED, PAUSED -> true;
            case APPLIED, INVITED, REJECTED, ENDED, BANNED -> false;
        };
        return within
                && stateAt(now) == State.PUBLISHED
                && (groups.isEmpty() || !Collections.disjoint(groups, enrollment.groups()));
    }
}
