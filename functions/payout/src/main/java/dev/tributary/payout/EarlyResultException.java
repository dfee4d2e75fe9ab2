package dev.tributary.payout;

import dev.tributary.domain.id.PayoutId;

/// Something was reported of a payout whose file is still to be written.
final class EarlyResultException extends RuntimeException {
    private static final long serialVersionUID = 1;

    EarlyResultException(PayoutId payout) {
        super("the file with payout " + payout + " is not written yet");
    }
}
