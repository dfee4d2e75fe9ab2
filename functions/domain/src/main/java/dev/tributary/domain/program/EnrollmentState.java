package dev.tributary.domain.program;

import java.util.Locale;
import java.util.Optional;

/// Where an affiliate stands in a program.
public enum EnrollmentState {
    APPLIED,
    INVITED,
    APPROVED,
    REJECTED,
    PAUSED,
    ENDED,
    BANNED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<EnrollmentState> parse(String text) {
        for (EnrollmentState state : values()) {
            if (state.text().equals(text)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    /// Whether its links lead anywhere: before approval no link works, a ban closes them. Those of a
    /// paused or ended enrollment lead on, unpaid.
    public boolean linksLead() {
        return switch (this) {
            case APPROVED, PAUSED, ENDED -> true;
            case APPLIED, INVITED, REJECTED, BANNED -> false;
        };
    }

    /// Whether it is over: nothing new is made for it.
    public boolean isClosed() {
        return switch (this) {
            case REJECTED, ENDED, BANNED -> true;
            case APPLIED, INVITED, APPROVED, PAUSED -> false;
        };
    }

    /// Whether a click made now can earn.
    public boolean clicksEarn() {
        return this == APPROVED;
    }
}
