package dev.tributary.domain.access;

import java.util.Locale;
import java.util.Optional;

/// What a key allows. Writing does not include reading.
public enum Scope {
    READ,
    WRITE,
    /// Plan, approve, apply and cancel payout runs, and take their results.
    PAYOUTS,
    /// Make and revoke keys.
    KEYS,
    /// Invite, change and remove members.
    MEMBERS;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Scope> parse(String text) {
        for (Scope scope : values()) {
            if (scope.text().equals(text)) {
                return Optional.of(scope);
            }
        }
        return Optional.empty();
    }
}
