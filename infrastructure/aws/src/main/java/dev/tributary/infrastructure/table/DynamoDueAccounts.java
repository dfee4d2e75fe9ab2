package dev.tributary.infrastructure.table;

import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.payout.DueAccounts;
import dev.tributary.domain.stored.Page;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.edge.PayoutKeys;
import java.time.Instant;
import java.util.Optional;

/// What is to be released, by the sparse index.
public final class DynamoDueAccounts implements DueAccounts {
    private final DueIndex due;

    public DynamoDueAccounts(Table table) {
        this.due = new DueIndex(table);
    }

    @Override
    public Page<AccountKey> due(int bucket, Instant now, Optional<String> from) {
        return due.due(Keys.dueReleases(bucket), now, from, PayoutKeys::accountOf);
    }
}
