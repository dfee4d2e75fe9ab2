package dev.tributary.payout;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Movement;
import dev.tributary.domain.notice.Notices;
import dev.tributary.domain.notice.PaymentNotices;
import dev.tributary.domain.payout.PayoutLedger.Posted;
import dev.tributary.domain.payout.Release;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.PageRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// Releases what is due of one account. The index says which accounts; the account itself says what.
final class ReleaseWork {
    /// Entries among which a release is looked for, and how old it is at most: longer than a message is kept.
    private static final int LATEST = 50;

    private static final Duration RECENT = Duration.ofDays(14);

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
        Program program = stores.program(key.program());
        ZoneId zone = program.zone();
        for (int attempt = 1; attempt <= Pause.TRIES; attempt++) {
            if (attempt > 1) {
                pause.before(attempt);
            }
            Optional<Account> account = stores.accounts().account(key);
            Optional<Movement> due = account.flatMap(read -> Release.of(read, zone, clock.instant()));
            if (due.isEmpty() || stores.ledger().release(due.get(), zone) instanceof Posted.Committed) {
                tell(key, due.map(Movement::after).or(() -> account), program.merchant());
                return;
            }
        }
        throw new ContendedException("account of " + key.affiliate());
    }

    /// What was released of late, by this or by whoever ended before it was told.
    private void tell(AccountKey key, Optional<Account> account, MerchantId merchant) {
        Notices to = stores.notices();
        boolean heard =
                to.isHeard(new Tenant.OfMerchant(merchant)) || to.isHeard(new Tenant.OfAffiliate(key.affiliate()));
        if (account.isEmpty() || !heard) {
            return;
        }
        long from = Math.max(0, account.get().version() - LATEST);
        Instant since = clock.instant().minus(RECENT);
        PageRequest latest = new PageRequest(LATEST, from == 0 ? Optional.empty() : Optional.of(Long.toString(from)));
        to.send(stores.accounts().entries(key, latest).items().stream()
                .filter(entry -> entry.cause().postedAt().isAfter(since))
                .flatMap(entry -> PaymentNotices.released(merchant, entry).stream())
                .toList());
    }
}
