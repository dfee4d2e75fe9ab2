package dev.tributary.domain.payout;

import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.stored.Page;
import java.time.Instant;
import java.util.Optional;

/// Finds accounts in which something is to be released.
@FunctionalInterface
public interface DueAccounts {
    /// One page of the accounts of a bucket whose earliest day had begun by then.
    /// @param from the position that the page before named
    Page<AccountKey> due(int bucket, Instant now, Optional<String> from);
}
