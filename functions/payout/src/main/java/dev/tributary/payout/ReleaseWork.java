package dev.tributary.payout;

import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Movement;
import dev.tributary.domain.payout.PayoutLedger.Posted;
import dev.tributary.domain.payout.Release;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;

/// Releases what is due of one account. The index says which accounts; the account itself says what.
final class ReleaseWork {
    private final PayoutStores stores;
    private final Pause pause;
    private final Clock clock;

    ReleaseWork(PayoutStores stores, Pause pause, Clock clock) {
        this.stores = stores;
        this.pause = pause;
        this.clock = clock;
    }

    /// @throws ContendedException when others wrote the account each time
    void release(AccountKey key) {
        ZoneId zone = stores.program(key.program()).zone();
        for (int attempt = 1; attempt <= Pause.TRIES; attempt++) {
            if (attempt > 1) {
                pause.before(attempt);
            }
            Optional<Account> account = stores.accounts().account(key);
            Optional<Movement> due = account.flatMap(read -> Release.of(read, zone, clock.instant()));
            if (due.isEmpty() || stores.ledger().release(due.get(), zone) instanceof Posted.Committed) {
                return;
            }
        }
        throw new ContendedException("account of " + key.affiliate());
    }
}
