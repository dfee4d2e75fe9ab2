package dev.tributary.domain.ledger;

import dev.tributary.domain.tally.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What is to be written to one account: the entries that follow the version that was read, and the
/// account after the last of them. It cannot be built unless the entries lead from the one to the
/// other, so that whoever made them is checked by somebody else's arithmetic.
///
/// @param before the account as it was read; version 0 before its first entry
public record Movement(Account before, Account after, List<Entry> entries) {
    public Movement {
        entries = List.copyOf(entries);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("entries is empty: then nothing moves");
        }
        verify(before, after, entries);
    }

    /// This and then what continues it, on the same account.
    public Movement then(Movement next) {
        List<Entry> both = new ArrayList<>(entries);
        both.addAll(next.entries);
        return new Movement(before, next.after, both);
    }

    /// Whether a change of tier is to be completed before these entries are written: they are none of it.
    public boolean mustWait() {
        return before.change().isPresent()
                && entries.stream().anyMatch(entry -> entry.tier().isEmpty());
    }

    /// @throws DamagedLedgerException when an entry does not stand where it says, or the balances
    ///     are not those that the postings give
    private static void verify(Account before, Account after, List<Entry> entries) {
        Balances balances = new Balances(before);
        Map<Tally, Long> tallies = new TreeMap<>(before.tallies());
        Optional<Entry> last = Optional.empty();
        for (Entry entry : entries) {
            follow(before.key(), last, entry);
            if (last.isEmpty()
                    && (entry.sequence() != before.version() + 1
                            || !entry.previousHash().equals(before.lastHash()))) {
                throw new DamagedLedgerException(before.key(), entry.sequence(), "does not follow the account");
            }
            entry.postings().forEach(balances::apply);
            entry.counts().forEach(count -> tallies.merge(count.tally(), count.change(), Math::addExact));
            last = Optional.of(entry);
        }
        tallies.values().removeIf(count -> count == 0);
        long version = entries.getLast().sequence();
        if (after.version() != version
                || !after.key().equals(before.key())
                || !after.lastHash().equals(entries.getLast().hash())) {
            throw new DamagedLedgerException(before.key(), version, "the account does not end with it");
        }
        if (!balances.pendingDays().equals(after.pending())
                || balances.held() != after.held()
                || balances.available() != after.available()
                || balances.inFlight() != after.inFlight()
                || balances.receivable() != after.receivable()
                || balances.paidOut() != after.paidOut()
                || !tallies.equals(after.tallies())) {
            throw new DamagedLedgerException(before.key(), version, "the balances are not those of the entries");
        }
    }

    /// Whether an entry is of that account and continues the one before it, where there is one.
    /// @throws DamagedLedgerException when not
    public static void follow(AccountKey account, Optional<Entry> before, Entry entry) {
        if (!entry.account().equals(account)) {
            throw new DamagedLedgerException(account, entry.sequence(), "is of another account");
        }
        if (before.isPresent()
                && (entry.sequence() != before.get().sequence() + 1
                        || !entry.previousHash().equals(before.get().hash()))) {
            throw new DamagedLedgerException(account, entry.sequence(), "does not follow the one before it");
        }
        if (before.isEmpty() && entry.sequence() == 1 && !entry.previousHash().equals(Entry.FIRST)) {
            throw new DamagedLedgerException(account, 1, "is the first and names one before it");
        }
    }
}
