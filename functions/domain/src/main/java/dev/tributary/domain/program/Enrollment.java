package dev.tributary.domain.program;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// An affiliate in a program. Every change of state is kept with its time, since a click is judged
/// by the state in which it was made.
///
/// @param history the states with the times from which they held, the earliest first; the last one
///     is the present one
/// @param group the group that terms may name; empty when in none
public record Enrollment(ProgramId program, AffiliateId affiliate, List<Change> history, Optional<String> group) {
    /// How many changes an enrollment keeps: an affiliate paused and resumed weekly for a year.
    public static final int MAX_CHANGES = 128;

    /// A state and the time from which it held.
    public record Change(EnrollmentState state, Instant from) {}

    public Enrollment {
        Objects.requireNonNull(program, "program");
        history = List.copyOf(history);
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
        List<Change> longer = new ArrayList<>(history);
        longer.add(new Change(state, from));
        return new Enrollment(program, affiliate, longer, group);
    }
}
