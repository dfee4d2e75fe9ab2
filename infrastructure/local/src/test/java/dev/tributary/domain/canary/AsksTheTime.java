package dev.tributary.domain.canary;

import java.time.Instant;

/// Breaks a rule of its room, so that a test can see the rule fire: the domain is told the time.
public final class AsksTheTime {
    public static Instant time() {
        return Instant.now();
    }
}
