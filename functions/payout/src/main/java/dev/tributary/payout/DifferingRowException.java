package dev.tributary.payout;

import dev.tributary.domain.id.PayoutId;
import dev.tributary.domain.money.Money;

/// A row says that something is reserved, and the ledger does not say so: a person has to find out which.
final class DifferingRowException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DifferingRowException(PayoutId payout) {
        super("no entry reserves payout " + payout);
    }

    DifferingRowException(PayoutId payout, Money reserved) {
        super("the row of payout " + payout + " has another amount than was reserved: " + reserved);
    }
}
