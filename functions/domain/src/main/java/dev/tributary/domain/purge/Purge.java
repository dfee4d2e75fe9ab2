package dev.tributary.domain.purge;

import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// How far the data of a test program is deleted. First goes what stands below other things (messages of a thread,
/// rows of a run), and what is found by its own key; then those things themselves, the heads. So whoever goes on
/// after a crash still finds by them what is left. All keys of the table are passed over once for each window of
/// heads, and once for the heads.
///
/// @param merchant whose program it is
public record Purge(ProgramId program, MerchantId merchant, Instant requestedAt, Progress progress) {
    /// So long a worker has it to itself.
    public static final Duration LEASE = Duration.ofMinutes(2);

    public enum Phase {
        CONTENT,
        HEADS,
        DONE;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A stretch of a program's heads, of which one worker knows all at once. It is closed before it is passed over
    /// where more stand behind it; one that is open ends with the last head, also with those that come in.
    ///
    /// @param from the last place of the window before; empty in the first one
    /// @param until its last place; empty while it is open
    public record Window(Optional<String> from, Optional<String> until) {
        static final Window FIRST = new Window(Optional.empty(), Optional.empty());

        Window next() {
            return new Window(until, Optional.empty());
        }
    }

    /// @param window of heads whose contents go in this pass
    /// @param after the place behind which it goes on, in the pass of its phase
    /// @param deleted how many items so far
    /// @param due from when on another worker may go on with it
    /// @param doneAt when nothing was left
    public record Progress(
            Phase phase, Window window, Optional<String> after, long deleted, Instant due, Optional<Instant> doneAt) {
        public Progress {
            if (deleted < 0 || doneAt.isPresent() != (phase == Phase.DONE)) {
                throw new IllegalArgumentException("deleted is below 0, or doneAt does not fit phase " + phase);
            }
        }

        Progress at(Instant newDue) {
            return new Progress(phase, window, after, deleted, newDue, doneAt);
        }
    }

    public Purge {
        if (!program.isTest()) {
            throw new IllegalArgumentException("program is live: " + program);
        }
    }

    /// @throws IllegalArgumentException for a live program
    public static Purge start(ProgramId program, MerchantId merchant, Instant now) {
        return new Purge(
                program,
                merchant,
                now,
                new Progress(Phase.CONTENT, Window.FIRST, Optional.empty(), 0, now, Optional.empty()));
    }

    public boolean isRunning() {
        return progress.phase() != Phase.DONE;
    }

    /// Whether nobody else has it now.
    public boolean isFree(Instant now) {
        return isRunning() && !progress.due().isAfter(now);
    }

    /// A worker takes it.
    public Purge claimed(Instant now) {
        return with(progress.at(now.plus(LEASE)));
    }

    /// Its worker has no time left: anybody may go on at once.
    public Purge released(Instant now) {
        return with(progress.at(now));
    }

    /// Its window has more heads than one worker knows: it ends here, and its pass begins anew, since what was passed
    /// over with other heads may have left something of these.
    public Purge closed(String until, Instant now) {
        return with(new Progress(
                Phase.CONTENT,
                new Window(progress.window().from(), Optional.of(until)),
                Optional.empty(),
                progress.deleted(),
                now.plus(LEASE),
                Optional.empty()));
    }

    /// After one more part.
    /// @param next where to go on; empty at the end of a pass
    public Purge swept(int more, Optional<String> next, Instant now) {
        boolean isLast = progress.window().until().isEmpty();
        Phase then = next.isPresent()
                ? progress.phase()
                : switch (progress.phase()) {
                    case CONTENT -> isLast ? Phase.HEADS : Phase.CONTENT;
                    case HEADS, DONE -> Phase.DONE;
                };
        return with(new Progress(
                then,
                next.isPresent() || isLast
                        ? progress.window()
                        : progress.window().next(),
                next,
                progress.deleted() + more,
                now.plus(LEASE),
                then == Phase.DONE ? Optional.of(progress.doneAt().orElse(now)) : Optional.empty()));
    }

    private Purge with(Progress next) {
        return new Purge(program, merchant, requestedAt, next);
    }
}
