package dev.tributary.domain.purge;

import dev.tributary.domain.id.ProgramId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// How far the data of a test program is deleted. All keys of the table are passed over twice: first goes what
/// stands below other things (messages of a thread, rows of a run), and what is found by its own key; then those
/// things themselves. So whoever goes on after a crash still finds by them what is left.
///
/// @param after the place behind which it goes on, in the pass of its phase
/// @param deleted how many items so far
/// @param doneAt when nothing was left
public record Purge(
        ProgramId program,
        Instant requestedAt,
        Phase phase,
        Optional<String> after,
        long deleted,
        Optional<Instant> doneAt) {
    public enum Phase {
        CONTENT,
        HEADS,
        DONE;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Purge {
        if (!program.isTest()) {
            throw new IllegalArgumentException("program is live: " + program);
        }
        if (deleted < 0 || doneAt.isPresent() != (phase == Phase.DONE)) {
            throw new IllegalArgumentException("deleted is below 0, or doneAt does not fit phase " + phase);
        }
    }

    /// @throws IllegalArgumentException for a live program
    public static Purge start(ProgramId program, Instant now) {
        return new Purge(program, now, Phase.CONTENT, Optional.empty(), 0, Optional.empty());
    }

    public boolean isRunning() {
        return phase != Phase.DONE;
    }

    /// After one more part.
    /// @param next where to go on; empty at the end of a pass
    public Purge swept(int more, Optional<String> next, Instant now) {
        Phase then = next.isPresent()
                ? phase
                : switch (phase) {
                    case CONTENT -> Phase.HEADS;
                    case HEADS, DONE -> Phase.DONE;
                };
        return new Purge(
                program,
                requestedAt,
                then,
                next,
                deleted + more,
                then == Phase.DONE ? Optional.of(doneAt.orElse(now)) : Optional.empty());
    }
}
