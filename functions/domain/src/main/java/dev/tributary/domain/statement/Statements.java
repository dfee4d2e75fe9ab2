package dev.tributary.domain.statement;

import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Reads statements from the ledger. An entry belongs to the month in which it was posted, by its
/// own `posted_at` and nothing else, so that months have no gap and no overlap. What stood when a
/// month ended is what stands now, less all that was posted since.
///
/// Entries of an account are posted one after the other, and yet their times may lie in another
/// order: each is taken when its work began, and another worker may come first. No work lasts
/// longer than `DISORDER`.
public final class Statements {
    /// The longest that a function may run, and with it the longest from an entry's time to its
    /// being written (AWS Lambda, quotas: 900 s). So long after its end a month takes no entry any
    /// more.
    public static final Duration DISORDER = Duration.ofMinutes(15);
    /// From the month's begin until now.
    public static final int MOST_ENTRIES = 20_000;
    /// For one page of what is looked for among all that was posted since.
    public static final int MOST_LOOKED = 1_000;

    private final Ledger ledger;

    public Statements(Ledger ledger) {
        this.ledger = ledger;
    }

    public sealed interface Outcome {
        record Read(Statement statement) implements Outcome {}

        /// There is more since its begin than is read for one call.
        record TooLong() implements Outcome {}
    }

    /// @param month that has begun
    public Outcome of(AccountKey key, YearMonth month, ZoneId zone, Instant now) {
        List<Entry> within = new ArrayList<>();
        return walk(key, period(month, zone), within::add)
                .<Outcome>map(walk -> new Outcome.Read(
                        new Statement(key, month, walk.opening(), within, walk.closing(), isFinal(month, zone, now))))
                .orElseGet(Outcome.TooLong::new);
    }

    /// The same month to be signed: it keeps no entry.
    /// @param month that has begun
    /// @return empty when there is more since its begin than is read for one call
    public Optional<Proof> proof(AccountKey key, YearMonth month, ZoneId zone, Instant now) {
        Proof.Period period = period(month, zone);
        Proof.Running hash = new Proof.Running();
        return walk(key, period, hash::take)
                .map(walk -> new Proof(
                        key,
                        period,
                        isFinal(month, zone, now),
                        walk.openingPoint(),
                        new Proof.Entries(walk.within(), hash.end()),
                        walk.closingPoint()));
    }

    /// @param within takes each entry of the period
    /// @return empty when there is more since its begin than is read for one call
    private Optional<MonthWalk> walk(AccountKey key, Proof.Period period, Consumer<Entry> within) {
        // First the account, then its entries up to it: what comes meanwhile is in neither.
        Account account = ledger.account(key).orElseGet(() -> Account.empty(key));
        long after = firstSince(key, account.version(), period.from()) - 1;
        if (account.version() - after > MOST_ENTRIES) {
            return Optional.empty();
        }
        MonthWalk walk = new MonthWalk(account, after, period);
        for (long last = after; last < account.version(); ) {
            Page<Entry> page =
                    ledger.entries(key, PageRequest.first(PageRequest.MAX_LIMIT).after(Long.toString(last)));
            for (Entry entry : page.items()) {
                if (entry.sequence() <= account.version() && walk.take(entry)) {
                    within.accept(entry);
                }
            }
            last = page.items().getLast().sequence();
        }
        return Optional.of(walk);
    }

    /// A page of the month's entries; a position is an entry's sequence.
    public Page<Entry> entries(AccountKey key, YearMonth month, ZoneId zone, PageRequest page) {
        Instant from = begin(month, zone);
        Instant to = begin(month.plusMonths(1), zone);
        long version = ledger.account(key).map(Account::version).orElse(0L);
        long after = page.after().map(Long::parseLong).orElseGet(() -> firstSince(key, version, from) - 1);
        List<Entry> within = new ArrayList<>();
        while (after < version) {
            Page<Entry> read =
                    ledger.entries(key, PageRequest.first(page.limit()).after(Long.toString(after)));
            for (Entry entry : read.items()) {
                Instant posted = entry.cause().postedAt();
                if (!posted.isBefore(to.plus(DISORDER))) {
                    return Page.last(within);
                }
                if (!posted.isBefore(from) && posted.isBefore(to)) {
                    if (within.size() == page.limit()) {
                        return new Page<>(
                                within,
                                Optional.of(Long.toString(within.getLast().sequence())));
                    }
                    within.add(entry);
                }
                after = entry.sequence();
            }
            if (read.items().isEmpty()) {
                break;
            }
        }
        return Page.last(within);
    }

    /// A page of what is wanted among the entries that were posted at that time or later, the first one first.
    /// A position is the sequence of the last entry that was looked at. A page is short, even empty, where
    /// `MOST_LOOKED` were.
    public Page<Entry> since(AccountKey key, Instant from, Predicate<Entry> wanted, PageRequest page) {
        long version = ledger.account(key).map(Account::version).orElse(0L);
        long after = page.after().map(Long::parseLong).orElseGet(() -> firstSince(key, version, from) - 1);
        long end = Math.min(version, after + MOST_LOOKED);
        List<Entry> found = new ArrayList<>();
        while (after < end) {
            Page<Entry> read =
                    ledger.entries(key, PageRequest.first(PageRequest.MAX_LIMIT).after(Long.toString(after)));
            for (Entry entry : read.items()) {
                if (found.size() == page.limit()) {
                    return new Page<>(found, Optional.of(Long.toString(after)));
                }
                if (wanted.test(entry)) {
                    found.add(entry);
                }
                after = entry.sequence();
            }
            if (read.items().isEmpty()) {
                break;
            }
        }
        return after < version ? new Page<>(found, Optional.of(Long.toString(after))) : Page.last(found);
    }

    /// The months in which there may be something, the latest first.
    public List<YearMonth> months(AccountKey key, ZoneId zone, Instant now) {
        List<YearMonth> months = new ArrayList<>();
        Optional<Entry> first =
                ledger.entries(key, PageRequest.first(1)).items().stream().findFirst();
        if (first.isPresent()) {
            YearMonth begin = month(first.get().cause().postedAt(), zone);
            for (YearMonth month = month(now, zone); !month.isBefore(begin); month = month.minusMonths(1)) {
                months.add(month);
            }
        }
        return months;
    }

    public static boolean isFinal(YearMonth month, ZoneId zone, Instant now) {
        return !now.isBefore(begin(month.plusMonths(1), zone).plus(DISORDER));
    }

    public static YearMonth month(Instant at, ZoneId zone) {
        return YearMonth.from(at.atZone(zone));
    }

    static Instant begin(YearMonth month, ZoneId zone) {
        return month.atDay(1).atStartOfDay(zone).toInstant();
    }

    private static Proof.Period period(YearMonth month, ZoneId zone) {
        return new Proof.Period(month, zone, begin(month, zone), begin(month.plusMonths(1), zone));
    }

    /// A sequence before which nothing was posted at that time or later: found by halves. What is
    /// probed and left behind was posted more than `DISORDER` earlier, and so whatever stands
    /// before it was posted earlier too.
    private long firstSince(AccountKey key, long version, Instant from) {
        Instant surely = from.minus(DISORDER);
        long low = 1;
        long high = version + 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            Entry probed = ledger.entries(key, PageRequest.first(1).after(Long.toString(middle - 1)))
                    .items()
                    .getFirst();
            if (probed.cause().postedAt().isBefore(surely)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
