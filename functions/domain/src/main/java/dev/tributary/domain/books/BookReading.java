package dev.tributary.domain.books;

import dev.tributary.domain.books.BookExport.Books;
import dev.tributary.domain.books.BookExport.Phase;
import dev.tributary.domain.books.BookExport.Progress;
import dev.tributary.domain.books.BookExport.Resume;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Posting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A part of an export while it is read: the entries of some accounts become lines and sums. Used once, by one
/// thread. Which entries it holds changes no byte of the files: they are cut from all pieces together.
public final class BookReading {
    /// So many are looked at in one part, so that it ends soon and keeps what it has.
    public static final int MOST_ENTRIES = 10_000;

    /// After an account's last entry.
    private static final long ENDED = Long.MAX_VALUE;

    private final BookExport before;
    private final Books books;
    private final Map<BookAccount, BookSums.Sum> sums;
    private Optional<Resume> resume;
    private long affiliates;
    private long entries;
    private int looked;

    public BookReading(BookExport before) {
        this.before = before;
        this.books = before.books();
        this.sums = new TreeMap<>(before.sums().accounts());
        this.resume = before.progress().resume();
        this.affiliates = before.progress().affiliates();
        this.entries = before.progress().entries();
    }

    /// The entry of an affiliate's account after which reading goes on; empty for one that is done.
    public Optional<Long> after(AffiliateId affiliate) {
        if (resume.isEmpty()) {
            return Optional.of(0L);
        }
        int order = affiliate.toString().compareTo(resume.get().affiliate().toString());
        long sequence = resume.get().sequence();
        return order < 0 || order == 0 && sequence == ENDED ? Optional.empty() : Optional.of(order == 0 ? sequence : 0);
    }

    /// The lines of an entry; none for one of another month.
    public List<JournalLine> read(Entry entry) {
        looked++;
        resume = Optional.of(new Resume(entry.account().affiliate(), entry.sequence()));
        List<JournalLine> lines = new ArrayList<>();
        switch (books.when(entry.cause().postedAt())) {
            case BEFORE -> entry.postings().forEach(posting -> BookSums.before(sums, posting));
            case WITHIN -> {
                entries++;
                for (Posting posting : entry.postings()) {
                    BookSums.within(sums, posting);
                    lines.add(side(entry, posting, true));
                    lines.add(side(entry, posting, false));
                }
            }
            case AFTER -> {}
        }
        return lines;
    }

    private JournalLine side(Entry entry, Posting posting, boolean isDebit) {
        return new JournalLine.Side(
                entry.cause().postedAt().atZone(books.zone()).toLocalDate(),
                entry.cause(),
                entry.account().affiliate(),
                isDebit ? posting.from() : posting.to(),
                posting.commission(),
                isDebit,
                posting.amount());
    }

    /// Whether no later entry of its account is of the month.
    public boolean isLast(Entry entry) {
        return books.isOver(entry.cause().postedAt());
    }

    public boolean isFull() {
        return looked >= MOST_ENTRIES;
    }

    /// An account has no more entries of the month.
    public void end(AffiliateId affiliate) {
        affiliates++;
        resume = Optional.of(new Resume(affiliate, ENDED));
    }

    /// The part ends within a page of enrollments.
    public BookExport within(boolean hasPiece, Instant now) {
        return part(before.progress().page(), resume, Phase.READING, hasPiece, now);
    }

    /// The page of enrollments is done.
    /// @param next page; empty after the last
    public BookExport ended(Optional<String> next, boolean hasPiece, Instant now) {
        return part(next, Optional.empty(), next.isPresent() ? Phase.READING : Phase.WRITING, hasPiece, now);
    }

    private BookExport part(
            Optional<String> page, Optional<Resume> newResume, Phase phase, boolean hasPiece, Instant now) {
        Progress progress = before.progress();
        return new BookExport(
                before.id(),
                books,
                new Progress(
                        phase,
                        page,
                        newResume,
                        progress.pieces() + (hasPiece ? 1 : 0),
                        affiliates,
                        entries,
                        progress.mark(),
                        0,
                        now.plus(BookExport.LEASE),
                        progress.startedAt(),
                        Optional.empty()),
                new BookSums(new TreeMap<>(sums)),
                before.files());
    }
}
