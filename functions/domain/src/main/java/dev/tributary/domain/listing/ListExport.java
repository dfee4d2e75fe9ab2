package dev.tributary.domain.listing;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.books.BookExport.Mark;
import dev.tributary.domain.books.BookExport.Phase;
import dev.tributary.domain.books.BookFile;
import dev.tributary.domain.id.ExportId;
import dev.tributary.domain.id.Mode;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.language.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The export of a list, made in parts like one of the books: rows are read into pieces, each kept together with
/// how far the reading is, then files are cut from the pieces. A row stands as it was when it was read; once it
/// is in a piece, whoever goes on comes to the same bytes.
///
/// @param wish who asked for what: what does not change while it is made
/// @param files those that are written, the first one first
public record ListExport(ExportId id, Wish wish, Progress progress, List<BookFile> files) {
    /// So long a worker has it to itself.
    public static final Duration LEASE = Duration.ofMinutes(2);
    /// It holds what its addressee may see, and is gone after this, with all of its files.
    public static final Duration KEPT = Duration.ofDays(30);
    /// One file holds what a spreadsheet opens; there are no more files than one item lists.
    public static final long MOST_ROWS = 1_000_000;
    /// Of lines in one piece, less one page's: packed they fit into an item of 400 KB.
    public static final int MOST_PIECE_BYTES = 128 * 1024;
    /// Pages that one part reads: of a narrow filter many are empty.
    public static final int MOST_PAGES = 40;
    /// Rows of a page, some of which have the commissions of 20 affiliates.
    public static final int PAGE = 50;
    /// So many workers in a row may fail at it.
    static final int MOST_ATTEMPTS = 20;

    public ListExport {
        files = List.copyOf(files);
    }

    /// @param filter by name, as the list's own parameters
    /// @param program the only one that it shows something of: a filter names it, or the run or link that it names
    ///     stands in it
    /// @param language of the sentences in it
    /// @param mode of the only programs that whoever asked sees; empty of a person, who sees those of both
    public record Wish(
            Tenant tenant,
            ListKind kind,
            Map<String, String> filter,
            Optional<ProgramId> program,
            Language language,
            Optional<Mode> mode) {
        public Wish {
            filter = Map.copyOf(filter);
        }

        public boolean sees(ProgramId some) {
            return mode.isEmpty() || mode.get() == some.mode();
        }

        /// The filter as the list reads it.
        /// @throws IllegalStateException for one that was never read without a fault
        public ListFilter read(Instant now) {
            StatedFilters stated = new StatedFilters(filter);
            ListFilter read = ListFilter.take(kind, stated, tenant, now);
            if (!stated.faults().isEmpty()) {
                throw new IllegalStateException("filter of " + kind + " cannot be read: " + stated.faults());
            }
            return read;
        }
    }

    /// How far it is.
    ///
    /// @param position in the list after which reading goes on; empty at its beginning
    /// @param pieces that were read
    /// @param attempts workers since the last part that was done
    /// @param due from when on another worker may go on with it
    /// @param failure why it has failed
    public record Progress(
            Phase phase,
            Optional<String> position,
            int pieces,
            long rows,
            Mark mark,
            int attempts,
            Instant due,
            Instant startedAt,
            Optional<Instant> finishedAt,
            Optional<Failure> failure) {
        Progress at(Phase newPhase, int newAttempts, Instant newDue) {
            return new Progress(
                    newPhase, position, pieces, rows, mark, newAttempts, newDue, startedAt, finishedAt, failure);
        }

        Progress ended(Phase newPhase, Instant now, Optional<Failure> why) {
            return new Progress(
                    newPhase, position, pieces, rows, mark, attempts, due, startedAt, Optional.of(now), why);
        }
    }

    public enum Failure {
        /// More than it may hold: a narrower filter is asked for.
        TOO_MANY_ROWS,
        /// Whoever worked at it ended without a word, again and again.
        BROKEN,
        /// Another file stands under a name of its own.
        OTHER_FILE
    }

    public static ListExport start(ExportId id, Wish wish, Instant now) {
        return new ListExport(
                id,
                wish,
                new Progress(
                        Phase.READING,
                        Optional.empty(),
                        0,
                        0,
                        new Mark(0, 0),
                        0,
                        now,
                        now,
                        Optional.empty(),
                        Optional.empty()),
                List.of());
    }

    public boolean isRunning() {
        return progress.phase() == Phase.READING || progress.phase() == Phase.WRITING;
    }

    /// Whether nobody else has it now.
    public boolean isFree(Instant now) {
        return isRunning() && !progress.due().isAfter(now);
    }

    /// Whether it is still there for its addressee, whenever the table deletes it.
    public boolean isKept(Instant now) {
        return now.isBefore(progress.startedAt().plus(KEPT));
    }

    /// A worker takes it. One at which every worker fails ends.
    public ListExport claimed(Instant now) {
        int attempts = progress.attempts() + 1;
        return attempts > MOST_ATTEMPTS
                ? failed(Failure.BROKEN, now)
                : with(progress.at(progress.phase(), attempts, now.plus(LEASE)));
    }

    /// Its worker has no time left: anybody may go on at once.
    public ListExport released(Instant now) {
        return with(progress.at(progress.phase(), 0, now));
    }

    /// A part of the list is read.
    /// @param next where the next part begins; empty at the list's end
    public ListExport read(long rows, boolean hasPiece, Optional<String> next, Instant now) {
        long all = progress.rows() + rows;
        ListExport read = with(new Progress(
                next.isPresent() ? Phase.READING : Phase.WRITING,
                next,
                progress.pieces() + (hasPiece ? 1 : 0),
                all,
                progress.mark(),
                0,
                now.plus(LEASE),
                progress.startedAt(),
                Optional.empty(),
                Optional.empty()));
        return all > MOST_ROWS ? read.failed(Failure.TOO_MANY_ROWS, now) : read;
    }

    /// With one more file.
    /// @param next where the file after it begins
    public ListExport written(BookFile file, Mark next, Instant now) {
        List<BookFile> all = new ArrayList<>(files);
        all.add(file);
        Progress moved = new Progress(
                Phase.WRITING,
                Optional.empty(),
                progress.pieces(),
                progress.rows(),
                next,
                0,
                now.plus(LEASE),
                progress.startedAt(),
                Optional.empty(),
                Optional.empty());
        return new ListExport(id, wish, moved, all);
    }

    public ListExport done(Instant now) {
        return with(progress.ended(Phase.DONE, now, Optional.empty()));
    }

    public ListExport failed(Failure why, Instant now) {
        return with(progress.ended(Phase.FAILED, now, Optional.of(why)));
    }

    /// Where a file of it stands in the bucket: `lists/exp_.../1.csv`.
    public String name(BookFile file) {
        return "lists/" + id + "/" + file.number() + ".csv";
    }

    /// What whoever fetches a file calls it: `conversions-2026-11-22-1.csv`.
    public String fileName(BookFile file) {
        String day = progress.startedAt().toString().substring(0, 10);
        return wish.kind().text() + "-" + day + "-" + file.number() + ".csv";
    }

    private ListExport with(Progress newProgress) {
        return new ListExport(id, wish, newProgress, files);
    }
}
