package dev.tributary.domain.books;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ExportId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.statement.Statements;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// The export of a program's month, made in parts: all that is known between two parts is here and in the pieces
/// that were read so far, so that anybody can go on from there.
///
/// @param books whose, and of when: what does not change while it is made
/// @param sums of what was read so far
/// @param files those that are written, the first one first
public record BookExport(ExportId id, Books books, Progress progress, BookSums sums, List<BookFile> files) {
    /// So long a worker has it to itself.
    public static final Duration LEASE = Duration.ofMinutes(2);
    /// Pieces are kept so long after they were read: then the files are written.
    public static final Duration PIECES_KEPT = Duration.ofDays(30);
    /// So many workers in a row may fail at it.
    static final int MOST_ATTEMPTS = 20;

    public BookExport {
        files = List.copyOf(files);
    }

    /// A month in the program's zone, whose ends are the ends of its statements.
    public record Books(ProgramId program, ZoneId zone, CurrencyCode currency, YearMonth month) {
        /// Whether an entry was posted before the month, in it, or after it.
        When when(Instant postedAt) {
            YearMonth posted = Statements.month(postedAt, zone);
            return posted.isBefore(month) ? When.BEFORE : posted.equals(month) ? When.WITHIN : When.AFTER;
        }

        /// So late that no later entry of its account is of the month.
        boolean isOver(Instant postedAt) {
            return !postedAt.isBefore(
                    month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant().plus(Statements.DISORDER));
        }
    }

    enum When {
        BEFORE,
        WITHIN,
        AFTER
    }

    public enum Phase {
        /// Entries become lines, account by account.
        READING,
        /// Lines become files.
        WRITING,
        DONE,
        /// Too many workers ended without a word, or other files stand under its names.
        FAILED
    }

    /// Where reading goes on: on this affiliate's account, after this entry.
    public record Resume(AffiliateId affiliate, long sequence) {}

    /// Where writing goes on: with this byte of this section. Section 0 is what stands before the pieces, the
    /// last one what stands after them.
    public record Mark(int section, int offset) {
        static final Mark START = new Mark(0, 0);
    }

    /// How far it is.
    ///
    /// @param page of the program's enrollments that is being read; empty for the first
    /// @param resume within that page
    /// @param pieces that were read
    /// @param affiliates whose accounts were read to their end
    /// @param entries of the month so far
    /// @param attempts workers since the last part that was done
    /// @param due from when on another worker may go on with it
    public record Progress(
            Phase phase,
            Optional<String> page,
            Optional<Resume> resume,
            int pieces,
            long affiliates,
            long entries,
            Mark mark,
            int attempts,
            Instant due,
            Instant startedAt,
            Optional<Instant> finishedAt) {
        static Progress start(Instant now) {
            return new Progress(
                    Phase.READING,
                    Optional.empty(),
                    Optional.empty(),
                    0,
                    0,
                    0,
                    Mark.START,
                    0,
                    now,
                    now,
                    Optional.empty());
        }

        Progress worked(Phase newPhase, int newAttempts, Instant newDue, Optional<Instant> newFinishedAt) {
            return new Progress(
                    newPhase,
                    page,
                    resume,
                    pieces,
                    affiliates,
                    entries,
                    mark,
                    newAttempts,
                    newDue,
                    startedAt,
                    newFinishedAt);
        }

        Progress at(Mark newMark) {
            return new Progress(
                    phase, page, resume, pieces, affiliates, entries, newMark, attempts, due, startedAt, finishedAt);
        }
    }

    /// @param month that takes no entry any more
    public static BookExport start(Program program, YearMonth month, Instant now) {
        if (!Statements.isFinal(month, program.zone(), now)) {
            throw new IllegalArgumentException("month is not final: " + month);
        }
        return new BookExport(
                ExportId.books(program.id(), month),
                new Books(program.id(), program.zone(), program.currency(), month),
                Progress.start(now),
                BookSums.NONE,
                List.of());
    }

    /// From its beginning, after it has failed. It comes to the same bytes.
    public BookExport again(Instant now) {
        return new BookExport(id, books, Progress.start(now), BookSums.NONE, List.of());
    }

    public boolean isRunning() {
        return progress.phase() == Phase.READING || progress.phase() == Phase.WRITING;
    }

    /// Whether nobody else has it now.
    public boolean isFree(Instant now) {
        return isRunning() && !progress.due().isAfter(now);
    }

    /// A worker takes it. One at which every worker fails ends.
    public BookExport claimed(Instant now) {
        int attempts = progress.attempts() + 1;
        return attempts > MOST_ATTEMPTS
                ? failed(now)
                : with(progress.worked(progress.phase(), attempts, now.plus(LEASE), Optional.empty()));
    }

    /// Its worker has no time left: anybody may go on at once.
    public BookExport released(Instant now) {
        return with(progress.worked(progress.phase(), 0, now, Optional.empty()));
    }

    public BookExport failed(Instant now) {
        return with(progress.worked(Phase.FAILED, progress.attempts(), progress.due(), Optional.of(now)));
    }

    /// With one more file.
    /// @param next where the file after it begins
    public BookExport written(BookFile file, Mark next, Instant now) {
        List<BookFile> all = new ArrayList<>(files);
        all.add(file);
        return new BookExport(
                id,
                books,
                progress.worked(Phase.WRITING, 0, now.plus(LEASE), Optional.empty())
                        .at(next),
                sums,
                all);
    }

    /// All its files are there, and what lists them.
    public BookExport done(Instant now) {
        return with(progress.worked(Phase.DONE, 0, progress.due(), Optional.of(now)));
    }

    /// What stands before the entries: the opening of each account of which anything is known.
    public List<JournalLine> openings() {
        return lines((account, sum) -> new JournalLine.Opening(account, money(sum.opening())));
    }

    /// What stands after them.
    public List<JournalLine> closings() {
        return lines((account, sum) -> new JournalLine.Closing(account, money(sum.closing())));
    }

    private List<JournalLine> lines(BiFunction<BookAccount, BookSums.Sum, JournalLine> line) {
        List<JournalLine> lines = new ArrayList<>();
        sums.accounts().forEach((account, sum) -> lines.add(line.apply(account, sum)));
        return lines;
    }

    public Money money(long minor) {
        return new Money(minor, books.currency());
    }

    /// What its files stand under, and what lists them: `books/prg_.../2026-11`.
    public String name() {
        return "books/" + books.program() + "/" + books.month();
    }

    /// Where a file of it stands in the bucket.
    public String name(BookFile file) {
        return "books/" + books.program() + "/" + fileName(file);
    }

    /// What whoever fetches a file calls it: `2026-11-1.csv`.
    public String fileName(BookFile file) {
        return books.month() + "-" + file.number() + ".csv";
    }

    BookExport with(Progress newProgress) {
        return new BookExport(id, books, newProgress, sums, files);
    }
}
