package dev.tributary.payout;

import dev.tributary.domain.id.RunId;

/// The merchant's key of a rail does not open any more, or is gone: the key belongs back into the ring, or
/// a new one into the program; docs/runbook.md says so. What is reserved waits.
final class UnreadableKeyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableKeyException(RunId run) {
        super("the key by which run " + run + " pays at its rail does not open");
    }
}
