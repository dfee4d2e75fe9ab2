package dev.tributary.redirect.canary;

import dev.tributary.infrastructure.table.canary.CallsAQueue;

/// Breaks a rule of its room, so that a test can see the rule fire: the redirect stays lean.
public final class ImportsTheTable {
    public static String name(CallsAQueue table) {
        return table.toString();
    }
}
