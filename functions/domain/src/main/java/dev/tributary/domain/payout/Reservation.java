package dev.tributary.domain.payout;

import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.stored.Versioned;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// Whether a planned row is paid as it was approved, or not at all. It is never altered: who has less
/// than was approved, or changed where it goes, waits for the next run; the others go on.
public sealed interface Reservation {
    record Reserve(PayoutPosting posting, PayoutLedger.Checks checks) implements Reservation {}

    record Drop(Versioned<Payout> row) implements Reservation {}

    /// @param row as it was read: planned
    static Reservation of(Versioned<Payout> row, Payee payee, ZoneId zone, Instant now) {
        Payout planned = row.value();
        Optional<Account> account = payee.account().filter(read -> isAsApproved(planned.line(), read));
        if (account.isEmpty()
                || payee.isBanned()
                || !payee.has(planned.line().to())
                || payee.enrollment().isEmpty()
                || payee.method().filter(method -> method.value().isValid(now)).isEmpty()) {
            return new Drop(row.with(planned.dropped(now)));
        }
        return new Reserve(
                PayoutPosting.of(row.with(planned.reserved(now)), account.get(), zone, now),
                new PayoutLedger.Checks(
                        payee.enrollment().get().version(), payee.method().get().version()));
    }

    /// Nothing but reserves lowered Available since, and none of them took what this row is to pay.
    private static boolean isAsApproved(PlanLine.Included line, Account account) {
        return account.lastDebit() <= line.version()
                && account.settledThrough() == line.settledThrough()
                && account.version() >= line.version()
                && account.available() >= line.gross().minor();
    }
}
