package dev.tributary.payout;

import dev.tributary.domain.id.RunId;

/// A rail said that something happened, and does not say what: its message comes again.
final class SilentRailException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SilentRailException(RunId run) {
        super("PayPal does not answer about a batch of run " + run);
    }
}
