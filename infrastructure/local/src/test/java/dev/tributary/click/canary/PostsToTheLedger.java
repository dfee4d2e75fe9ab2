package dev.tributary.click.canary;

import dev.tributary.infrastructure.ledger.canary.CallsAQueue;

/// Breaks a rule of its room, so that a test can see the rule fire: clicks move no money.
public final class PostsToTheLedger {
    public static String name(CallsAQueue ledger) {
        return ledger.toString();
    }
}
