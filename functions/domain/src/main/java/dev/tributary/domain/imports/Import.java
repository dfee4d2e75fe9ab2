package dev.tributary.domain.imports;

import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.id.ImportId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An import, done in parts: each part of the rows is one transaction together with what its rows make, their
/// report and how far the import is. Whoever goes on after a crash finds a row done with all of that, or not at all.
public record Import(ImportId id, Wish wish, Progress progress) {
    /// So long a worker has it to itself.
    public static final Duration LEASE = Duration.ofMinutes(2);
    /// Rows and report are gone after this; what the rows made stays.
    public static final Duration KEPT = Duration.ofDays(30);
    public static final int MOST_ROWS = 5_000;
    /// Rows, and their report, that stand in one item.
    public static final int CHUNK = 100;
    /// Rows that one part takes at most, and writes after which it takes no more: with the import, its report and
    /// what its last row makes they fit into one transaction of 100 actions.
    public static final int MOST_PART_ROWS = 25;
    public static final int MOST_PART_WRITES = 60;
    /// So many workers in a row may fail at it.
    static final int MOST_ATTEMPTS = 20;

    /// Who asked for what: what does not change while it is done.
    ///
    /// @param by who did it, in the log of what its rows make
    /// @param rows of the file
    public record Wish(
            MerchantId merchant, ProgramId program, ImportKind kind, boolean dryRun, AuditEvent.By by, int rows) {
        public Wish {
            if (rows < 1 || rows > MOST_ROWS) {
                throw new IllegalArgumentException("rows are not 1 to " + MOST_ROWS + ": " + rows);
            }
        }
    }

    public enum State {
        RUNNING,
        DONE,
        /// Whoever worked at it ended without a word, again and again. What it made until then stays.
        FAILED
    }

    /// How far it is.
    ///
    /// @param done rows that are done
    /// @param attempts workers since the last part that was done
    /// @param due from when on another worker may go on with it
    public record Progress(
            State state,
            int done,
            int created,
            int unchanged,
            int refused,
            int attempts,
            Instant due,
            Instant startedAt,
            Optional<Instant> finishedAt) {
        Progress at(State newState, int newAttempts, Instant newDue, Optional<Instant> finished) {
            return new Progress(newState, done, created, unchanged, refused, newAttempts, newDue, startedAt, finished);
        }
    }

    public static Import start(ImportId id, Wish wish, Instant now) {
        return new Import(id, wish, new Progress(State.RUNNING, 0, 0, 0, 0, 0, now, now, Optional.empty()));
    }

    public boolean isRunning() {
        return progress.state() == State.RUNNING;
    }

    /// Whether nobody else has it now.
    public boolean isFree(Instant now) {
        return isRunning() && !progress.due().isAfter(now);
    }

    public boolean isKept(Instant now) {
        return now.isBefore(progress.startedAt().plus(KEPT));
    }

    /// A worker takes it. One at which every worker fails ends.
    public Import claimed(Instant now) {
        int attempts = progress.attempts() + 1;
        return attempts > MOST_ATTEMPTS
                ? with(progress.at(State.FAILED, progress.attempts(), progress.due(), Optional.of(now)))
                : with(progress.at(State.RUNNING, attempts, now.plus(LEASE), Optional.empty()));
    }

    /// Its worker has no time left: anybody may go on at once.
    public Import released(Instant now) {
        return with(progress.at(State.RUNNING, 0, now, Optional.empty()));
    }

    /// With some more rows done.
    public Import after(List<RowOutcome> part, Instant now) {
        int all = progress.done() + part.size();
        boolean last = all == wish.rows();
        return with(new Progress(
                last ? State.DONE : State.RUNNING,
                all,
                progress.created() + count(part, RowOutcome.Result.CREATED),
                progress.unchanged() + count(part, RowOutcome.Result.UNCHANGED),
                progress.refused() + count(part, RowOutcome.Result.REFUSED),
                0,
                now.plus(LEASE),
                progress.startedAt(),
                last ? Optional.of(now) : Optional.empty()));
    }

    private static int count(List<RowOutcome> part, RowOutcome.Result result) {
        return (int) part.stream().filter(row -> row.result() == result).count();
    }

    private Import with(Progress newProgress) {
        return new Import(id, wish, newProgress);
    }
}
