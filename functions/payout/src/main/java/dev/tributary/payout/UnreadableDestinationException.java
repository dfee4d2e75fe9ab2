package dev.tributary.payout;

import dev.tributary.domain.payout.Payout;

/// Where a submitted payout goes does not open any more, and its file cannot be made: the key belongs back
/// into the ring, docs/runbook.md says so.
final class UnreadableDestinationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableDestinationException(Payout payout) {
        super("the destination of " + payout.id() + " does not open with the key ring's kid "
                + payout.line().to().sealedDestination().kid());
    }
}
