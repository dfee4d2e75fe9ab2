package dev.tributary.api;

import static dev.tributary.domain.program.EnrollmentState.APPLIED;
import static dev.tributary.domain.program.EnrollmentState.APPROVED;
import static dev.tributary.domain.program.EnrollmentState.BANNED;
import static dev.tributary.domain.program.EnrollmentState.ENDED;
import static dev.tributary.domain.program.EnrollmentState.INVITED;
import static dev.tributary.domain.program.EnrollmentState.PAUSED;
import static dev.tributary.domain.program.EnrollmentState.REJECTED;

import dev.tributary.domain.program.EnrollmentState;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// What moves an enrollment from one state to another, and who may do it. A ban is for good.
enum EnrollmentAction {
    APPROVE(EnumSet.of(APPLIED, INVITED, REJECTED, ENDED), APPROVED, Who.MERCHANT, false),
    ACCEPT(EnumSet.of(INVITED), APPROVED, Who.AFFILIATE, false),
    REJECT(EnumSet.of(APPLIED, INVITED), REJECTED, Who.MERCHANT, true),
    PAUSE(EnumSet.of(APPROVED), PAUSED, Who.MERCHANT, false),
    RESUME(EnumSet.of(PAUSED), APPROVED, Who.MERCHANT, false),
    END(EnumSet.of(APPLIED, INVITED, APPROVED, PAUSED), ENDED, Who.BOTH, false),
    BAN(EnumSet.complementOf(EnumSet.of(BANNED)), BANNED, Who.MERCHANT, true);

    enum Who {
        MERCHANT,
        AFFILIATE,
        BOTH
    }

    private final Set<EnrollmentState> from;
    private final EnrollmentState to;
    private final Who who;
    private final boolean needsReason;

    EnrollmentAction(Set<EnrollmentState> from, EnrollmentState to, Who who, boolean needsReason) {
        this.from = from;
        this.to = to;
        this.who = who;
        this.needsReason = needsReason;
    }

    boolean leadsFrom(EnrollmentState state) {
        return from.contains(state);
    }

    EnrollmentState to() {
        return to;
    }

    Who who() {
        return who;
    }

    boolean needsReason() {
        return needsReason;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
