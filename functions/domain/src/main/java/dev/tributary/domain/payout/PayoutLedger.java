package dev.tributary.domain.payout;

import dev.tributary.domain.ledger.Movement;
import dev.tributary.domain.stored.Versioned;
import java.time.ZoneId;

/// Posts what payouts move, each in one transaction with the row that guards it.
public interface PayoutLedger {
    /// A release: the account alone guards it, since a day is released once.
    /// @param zone the program's, in which the next day begins that is to be released
    Posted release(Movement movement, ZoneId zone);

    /// A reserve, on the condition too that enrollment and method are at the versions that were read.
    Posted reserve(PayoutPosting posting, Checks checks);

    /// What a rail's word, or a stop before it was asked, posts.
    Posted settle(PayoutPosting posting);

    /// A stop of what was submitted to a file. Its file is written too, without the payout, so that nobody
    /// fixes bytes that still hold it; and once the bytes are fixed, nobody is stopped.
    Posted stop(PayoutPosting posting, Versioned<PayoutFile> file);

    /// Versions as read.
    record Checks(long enrollment, long method) {}

    /// What became of it.
    sealed interface Posted {
        record Committed() implements Posted {}

        /// Nothing was written: something changed since it was read, or is being written right now. Read
        /// again, decide again.
        record Stale() implements Posted {}
    }
}
