package dev.tributary.domain.payout;

import java.util.Locale;

/// Why somebody is not paid by a run.
public enum LeftOut {
    /// Banned from the program.
    BANNED,
    /// Owes more than it has: what was paid was taken back since.
    RECEIVABLE,
    /// What it has is being reviewed.
    UNDER_REVIEW,
    /// What it has waits for the merchant's word.
    WAITS_FOR_APPROVAL,
    /// What it has is released later; the plan names the day.
    IN_HOLD_UNTIL,
    BELOW_MINIMUM,
    NO_METHOD,
    /// Its method was changed a few days ago.
    METHOD_WAITING,
    /// Its rail does not pay this currency, or the merchant has not said from which account it pays, or by
    /// which key.
    RAIL_UNAVAILABLE;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for a text that no reason has
    public static LeftOut of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
