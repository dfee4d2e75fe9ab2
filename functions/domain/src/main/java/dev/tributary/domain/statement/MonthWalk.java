package dev.tributary.domain.statement;

import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Totals;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Takes the entries of an account, one after the other from about a month's begin to the last one, and keeps sums
/// of them and no more. Used once, by one thread.
final class MonthWalk {
    private final Account account;
    private final long after;
    private final Proof.Period period;
    private long before;
    private long within;
    private Totals moved = Totals.ZERO;
    private Totals beyond = Totals.ZERO;
    private @Nullable Entry first;
    private @Nullable Entry lastBefore;
    private @Nullable Entry lastOfAll;

    /// @param account as it stood before its entries were read
    /// @param after the sequence before the first one that is taken: up to it all was posted before the month
    MonthWalk(Account account, long after, Proof.Period period) {
        this.account = account;
        this.after = after;
        this.period = period;
    }

    /// @return whether it was posted in the month
    boolean take(Entry entry) {
        first = first == null ? entry : first;
        Instant posted = entry.cause().postedAt();
        if (!posted.isBefore(period.to())) {
            beyond = beyond.plus(Totals.of(entry));
            return false;
        }
        lastOfAll = entry;
        if (posted.isBefore(period.from())) {
            before++;
            lastBefore = entry;
            return false;
        }
        within++;
        moved = moved.plus(Totals.of(entry));
        return true;
    }

    long within() {
        return within;
    }

    Totals opening() {
        return closing().minus(moved);
    }

    Totals closing() {
        return Totals.of(account).minus(beyond);
    }

    Point openingPoint() {
        return point(after + before, lastBefore, opening());
    }

    Point closingPoint() {
        return point(after + before + within, lastOfAll, closing());
    }

    private Point point(long entries, @Nullable Entry last, Totals totals) {
        if (last != null) {
            return new Point(entries, last.sequence(), last.hash(), totals);
        }
        return new Point(entries, after, first == null ? account.lastHash() : first.previousHash(), totals);
    }
}
