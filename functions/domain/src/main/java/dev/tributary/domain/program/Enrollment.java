package dev.tributary.domain.program;

import dev.tributary.domain.access.ActorId;
import dev.tributary.domain.conversion.PersonTag;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.terms.Group;
import dev.tributary.domain.terms.Pay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// An affiliate in a program. Every change of state is kept with its time, since a click is judged
/// by the state in which it was made.
///
/// @param history the states with the times from which they held, the earliest first; the last one
///     is the present one
/// @param group the group that terms may name; empty when in none
/// @param members the affiliate's own people as the program's postbacks would name them: what they buy
///     themselves earns nothing
/// @param tags more words that terms may name it by, as they may its group
/// @param minimumPayout in place of the one of the terms
/// @param pay in place of what the rules pay
/// @param linkPay in place of that, for conversions of a click through one of these links
/// @param recognition whether the affiliate agrees that others in the program read its name: its own word,
///     which it takes back when it likes
/// @param acceptance of the program's Agreement, the last one; empty before any
public record Enrollment(
        ProgramId program,
        AffiliateId affiliate,
        List<Change> history,
        Optional<String> group,
        Set<Group> tags,
        Set<PersonTag> members,
        Optional<Money> minimumPayout,
        Optional<Pay> pay,
        Map<LinkId, Pay> linkPay,
        boolean recognition,
        Optional<Acceptance> acceptance) {
    /// How many changes an enrollment keeps: an affiliate paused and resumed weekly for a year.
    public static final int MAX_CHANGES = 128;

    /// How many members an enrollment names.
    public static final int MAX_MEMBERS = 20;
    public static final int MAX_TAGS = 20;
    /// How many links have a pay of their own.
    public static final int MAX_LINK_PAYS = 50;
    public static final int MAX_REASON_LENGTH = 200;

    /// A state, the time from which it held, and why, where that was said.
    public record Change(EnrollmentState state, Instant from, Optional<String> reason) {
        public Change {
            if (reason.filter(text -> text.isBlank() || text.length() > MAX_REASON_LENGTH)
                    .isPresent()) {
                throw new IllegalArgumentException("reason is empty or longer than " + MAX_REASON_LENGTH);
            }
        }

        public Change(EnrollmentState state, Instant from) {
            this(state, from, Optional.empty());
        }
    }

    /// That somebody who acts for the affiliate accepted a version of the Agreement.
    public record Acceptance(int version, Instant at, ActorId by) {}

    /// One without members and with the terms' own minimum.
    public Enrollment(ProgramId program, AffiliateId affiliate, List<Change> history, Optional<String> group) {
        this(program, affiliate, history, group, Set.of(), Optional.empty());
    }

    /// One without tags and without a pay of its own.
    public Enrollment(
            ProgramId program,
            AffiliateId affiliate,
            List<Change> history,
            Optional<String> group,
            Set<PersonTag> members,
            Optional<Money> minimumPayout) {
        this(
                program,
                affiliate,
                history,
                group,
                Set.of(),
                members,
                minimumPayout,
                Optional.empty(),
                Map.of(),
                false,
                Optional.empty());
    }

    public Enrollment {
        Objects.requireNonNull(program, "program");
        history = List.copyOf(history);
        tags = Set.copyOf(tags);
        members = Set.copyOf(members);
        linkPay = Map.copyOf(linkPay);
        if (tags.size() > MAX_TAGS) {
            throw new IllegalArgumentException("tags are more than " + MAX_TAGS);
        }
        if (linkPay.size() > MAX_LINK_PAYS) {
            throw new IllegalArgumentException("linkPay is of more links than " + MAX_LINK_PAYS);
        }
        if (members.size() > MAX_MEMBERS) {
            throw new IllegalArgumentException("members are more than " + MAX_MEMBERS);
        }
        if (history.isEmpty() || history.size() > MAX_CHANGES) {
            throw new IllegalArgumentException("history does not hold 1 to " + MAX_CHANGES + " changes");
        }
        for (int i = 1; i < history.size(); i++) {
            if (history.get(i).from().isBefore(history.get(i - 1).from())) {
                throw new IllegalArgumentException("history is not in the order of time");
            }
        }
    }

    public EnrollmentState state() {
        return history.getLast().state();
    }

    /// The state at a time; before the first change, the first one's.
    public EnrollmentState stateAt(Instant time) {
        EnrollmentState state = history.getFirst().state();
        for (Change change : history) {
            if (!change.from().isAfter(time)) {
                state = change.state();
            }
        }
        return state;
    }

    public Enrollment with(EnrollmentState state, Instant from) {
        return with(new Change(state, from));
    }

    public Enrollment with(Change change) {
        List<Change> longer = new ArrayList<>(history);
        longer.add(change);
        return new Enrollment(
                program, affiliate, longer, group, tags, members, minimumPayout, pay, linkPay, recognition, acceptance);
    }

    /// With what only those read who pay.
    public Enrollment with(Set<Group> newTags, Optional<Pay> newPay, Map<LinkId, Pay> newLinkPay) {
        return new Enrollment(
                program,
                affiliate,
                history,
                group,
                newTags,
                members,
                minimumPayout,
                newPay,
                newLinkPay,
                recognition,
                acceptance);
    }

    /// Whether an override of it has a tier by clicks.
    public boolean asksForClicks() {
        return Stream.concat(pay.stream(), linkPay.values().stream()).anyMatch(Pay::isByClicks);
    }

    public Enrollment withRecognition(boolean agreed) {
        return new Enrollment(
                program, affiliate, history, group, tags, members, minimumPayout, pay, linkPay, agreed, acceptance);
    }

    public Enrollment accepting(Acceptance accepted) {
        return new Enrollment(
                program,
                affiliate,
                history,
                group,
                tags,
                members,
                minimumPayout,
                pay,
                linkPay,
                recognition,
                Optional.of(accepted));
    }

    /// What terms may name it by: its group and its tags.
    public Set<Group> groups() {
        Set<Group> groups = new HashSet<>(tags);
        group.map(Group::new).ifPresent(groups::add);
        return Set.copyOf(groups);
    }
}
