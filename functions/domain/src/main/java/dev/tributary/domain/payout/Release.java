package dev.tributary.domain.payout;

import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.ledger.Hold;
import dev.tributary.domain.ledger.Movement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// Moves what is due from Pending to Available: all days up to today in one entry.
public final class Release {
    private Release() {}

    /// Empty when nothing is due: a second message of one day finds that.
    public static Optional<Movement> of(Account account, ZoneId zone, Instant now) {
        LocalDate today = Hold.today(now, zone);
        if (account.earliestRelease().filter(day -> !day.isAfter(today)).isEmpty()) {
            return Optional.empty();
        }
        Account.Posted posted = account.draft()
                .releaseThrough(today)
                .post(new Cause(id(account.key(), today), Cause.Kind.RELEASE, now, now));
        return Optional.of(new Movement(account, posted.account(), List.of(posted.entry())));
    }

    /// A day of an account is released once, and the entry says which account: ids are unique over all.
    private static EntryId id(AccountKey key, LocalDate today) {
        return new EntryId("release:" + key.program() + ":" + key.affiliate() + ":" + key.currency() + ":" + today);
    }
}
