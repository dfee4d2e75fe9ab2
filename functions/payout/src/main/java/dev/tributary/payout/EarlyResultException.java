package dev.tributary.payout;

import dev.tributary.domain.id.PayoutId;

/// Something was reported of a payout whose file is still to be written, or that its rail is still asked about.
final class EarlyResultException extends RuntimeException {
    private static final long serialVersionUID = 1;

    EarlyResultException(PayoutId payout) {
        super("payout " + payout + " is in no written file, or its rail is still asked about it");
    }
}
