package dev.tributary.domain.ledger;

import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Where accounts and their entries are read.
public interface Ledger {
    /// As it is committed; empty before its first entry.
    /// @throws dev.tributary.domain.stored.UnavailableException when it cannot be read
    Optional<Account> account(AccountKey key);

    /// Those of them that have an entry, in no order.
    /// @param keys 100 at most
    /// @throws dev.tributary.domain.stored.UnavailableException when they cannot be read
    default List<Account> accounts(Collection<AccountKey> keys) {
        return keys.stream().flatMap(key -> account(key).stream()).toList();
    }

    /// The entries of an account, the first one first; a position is an entry's sequence. Each is
    /// held against its hash, and the hash against the entry before it.
    /// @throws DamagedLedgerException when one was changed, or is missing
    /// @throws dev.tributary.domain.stored.UnavailableException when they cannot be read
    Page<Entry> entries(AccountKey key, PageRequest page);
}
