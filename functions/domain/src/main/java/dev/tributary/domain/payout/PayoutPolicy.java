package dev.tributary.domain.payout;

import dev.tributary.domain.id.ProgramId;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/// How a program pays. A program without one pays by hand only, and each run of it needs a person's word.
///
/// @param next the end of the period that the next scheduled run closes; empty when none is scheduled
public record PayoutPolicy(ProgramId program, PayoutSchedule schedule, PayoutLimits limits, Optional<LocalDate> next) {
    public PayoutPolicy {
        Objects.requireNonNull(program, "program");
        Objects.requireNonNull(limits, "limits");
        if (next.isPresent() == (schedule == PayoutSchedule.BY_HAND)) {
            throw new IllegalArgumentException("next does not fit the schedule " + schedule.text());
        }
    }

    /// One that is set today, in the program's zone: its first period ends after today.
    public static PayoutPolicy of(ProgramId program, PayoutSchedule schedule, PayoutLimits limits, LocalDate today) {
        return new PayoutPolicy(program, schedule, limits, schedule.endAfter(today));
    }

    /// What holds for a program that states nothing.
    public static PayoutPolicy byHand(ProgramId program) {
        return new PayoutPolicy(program, PayoutSchedule.BY_HAND, PayoutLimits.NONE, Optional.empty());
    }

    /// The end of the period that is to be paid today: the latest one, when several were missed. Empty
    /// when none is due.
    public Optional<LocalDate> due(LocalDate today) {
        return next.filter(end -> !end.isAfter(today)).flatMap(end -> schedule.endThrough(today));
    }

    /// After the period that ended then.
    public PayoutPolicy after(LocalDate periodEnd) {
        return new PayoutPolicy(program, schedule, limits, schedule.endAfter(periodEnd));
    }

    /// With other limits. A period that has ended and is not paid yet stays due.
    public PayoutPolicy with(PayoutLimits others) {
        return new PayoutPolicy(program, schedule, others, next);
    }
}
