package dev.tributary.infrastructure.local.check.canary;

import dev.tributary.infrastructure.ledger.DynamoLedger;

/// Breaks a rule of its room, so that a test can see the rule fire: it judges the ledger by the ledger.
public final class AsksTheLedger {
    public static String name(DynamoLedger ledger) {
        return ledger.toString();
    }
}
