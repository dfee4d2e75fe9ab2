package dev.tributary.commission;

import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.tally.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds what an account got since some time. Entries stand in the order of their posting, so half of them is left
/// with each look.
final class EarlierEntries {
    /// What is told of a message that came again looks at so many entries of an account, 100 a page: they were posted
    /// between the two deliveries.
    private static final int MOST_PAGES = 50;

    /// Of two machines, and between the look at a clock and the commit.
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final Ledger accounts;

    EarlierEntries(Ledger accounts) {
        this.accounts = accounts;
    }

    /// The number of the first one of an account that was posted from a time on; the last one where none was.
    /// @param last up to which one it is looked for, at least 1
    long first(AccountKey key, long last, Instant from) {
        long low = 1;
        long high = last;
        while (low < high) {
            long middle = (low + high) >>> 1;
            Entry entry = accounts.entries(key, after(middle - 1, 1)).items().getFirst();
            if (entry.cause().postedAt().isBefore(from)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// What an account that ever had a bonus got from a time on; of any other it is not asked.
    List<Entry> ofBonuses(Account account, Instant from) {
        List<Entry> found = new ArrayList<>();
        if (account.tallies().keySet().stream().noneMatch(tally -> tally.kind() == Tally.Kind.BONUS_MET)) {
            return found;
        }
        long first = first(account.key(), account.version(), from.minus(SKEW));
        Optional<PageRequest> next = Optional.of(after(first - 1, PageRequest.MAX_LIMIT));
        for (int pages = 0; pages < MOST_PAGES && next.isPresent(); pages++) {
            PageRequest asked = next.get();
            Page<Entry> page = accounts.entries(account.key(), asked);
            found.addAll(page.items());
            next = page.next().map(asked::after);
        }
        return found;
    }

    static PageRequest after(long sequence, int limit) {
        PageRequest first = PageRequest.first(limit);
        return sequence == 0 ? first : first.after(Long.toString(sequence));
    }
}
