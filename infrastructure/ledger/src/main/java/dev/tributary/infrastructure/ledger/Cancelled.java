package dev.tributary.infrastructure.ledger;

import dev.tributary.domain.ledger.DamagedLedgerException;
import dev.tributary.domain.ledger.Movement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Why a transaction was cancelled whose guards come first, then each account and its entries.
///
/// @param guards the places of those whose condition failed
/// @param account whether the account is at another version than the one that was read
/// @param conflict whether somebody else writes one of the items right now
record Cancelled(Set<Integer> guards, boolean account, boolean conflict) {
    private static final String CONDITION_FAILED = "ConditionalCheckFailed";
    private static final String CONFLICT = "TransactionConflict";

    /// @param guards how many stand before the account
    /// @throws DamagedLedgerException when an entry is there that the account does not know
    static Cancelled of(TransactionCanceledException cancelled, int guards, List<Movement> movements) {
        List<CancellationReason> reasons = cancelled.cancellationReasons();
        Set<Integer> failed = new TreeSet<>();
        for (int place = 0; place < Math.min(guards, reasons.size()); place++) {
            if (isCondition(reasons, place)) {
                failed.add(place);
            }
        }
        boolean conflict = reasons.stream().anyMatch(reason -> CONFLICT.equals(reason.code()));
        boolean account = false;
        int place = guards;
        for (Movement movement : movements) {
            boolean changed = isCondition(reasons, place);
            account |= changed;
            for (int entry = 1; entry <= movement.entries().size(); entry++) {
                if (isCondition(reasons, place + entry) && !changed && !conflict) {
                    throw new DamagedLedgerException(
                            movement.before().key(),
                            movement.before().version() + entry,
                            "is there, and the account is before it");
                }
            }
            place += 1 + movement.entries().size();
        }
        return new Cancelled(failed, account, conflict);
    }

    private static boolean isCondition(List<CancellationReason> reasons, int place) {
        return place < reasons.size()
                && CONDITION_FAILED.equals(reasons.get(place).code());
    }

    /// Whether it was neither a condition nor a conflict: throttled, or a mistake of ours.
    boolean isStrange() {
        return guards.isEmpty() && !account && !conflict;
    }
}
