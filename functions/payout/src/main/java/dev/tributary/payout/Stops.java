package dev.tributary.payout;

import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.payout.Payee;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutLedger.Posted;
import dev.tributary.domain.payout.PayoutPosting;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.Log;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Stops what is reserved before its rail can pay it: its money is available again.
final class Stops {
    private final Clock clock;

    Stops(Clock clock) {
        this.clock = clock;
    }

    /// @param opens whether it can be read where the payout goes: one that cannot is stopped, so that the
    ///     others go on
    static Optional<String> whyNot(Payout payout, Payee payee, boolean opens) {
        if (payee.isBanned()) {
            return Optional.of(Payout.BANNED);
        }
        if (!payee.has(payout.line().to())) {
            return Optional.of(Payout.METHOD_CHANGED);
        }
        return opens ? Optional.empty() : Optional.of(Payout.DESTINATION_UNREADABLE);
    }

    /// @param payee as it was read before
    /// @return whether it is stopped now; else somebody else made a step
    boolean stop(
            BucketRows rows,
            Versioned<Payout> known,
            Payee payee,
            Books books,
            String why,
            Function<PayoutPosting, Posted> ledger) {
        // Read after its account: an account that is older than its row is refused, and never the other way.
        Versioned<Payout> row = rows.again(known);
        if (row.value().state() != known.value().state()) {
            return false;
        }
        Account account = payee.account()
                .orElseThrow(() ->
                        new IllegalStateException("no account of " + row.value().id()));
        Versioned<Payout> stopped = row.with(row.value().stopped(why, clock.instant()));
        PayoutPosting posting = PayoutPosting.of(stopped, account, books.zone(), clock.instant());
        if (ledger.apply(posting) instanceof Posted.Committed) {
            Log.line("payout_stopped", Map.of("payout_id", row.value().id(), "why", why));
            rows.written(stopped);
            return true;
        }
        rows.again(row);
        return false;
    }
}
