package dev.tributary.domain.payout;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.Money;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/// How a program pays. A program without one pays by hand only, and no run of it is approved by itself.
///
/// @param autoApproveBelow a plan whose gross is strictly below it needs nobody's approval, unless the
///     limit for a second one is passed
/// @param secondApprovalAbove when the gross of all the merchant's runs that were approved on a day
///     comes above it, a second person approves
/// @param next the end of the period that the next scheduled run closes; empty when none is scheduled
public record PayoutPolicy(
        ProgramId program,
        PayoutSchedule schedule,
        Optional<Money> autoApproveBelow,
        Optional<Money> secondApprovalAbove,
        Optional<LocalDate> next) {
    public PayoutPolicy {
        Objects.requireNonNull(program, "program");
        if (next.isPresent() == (schedule == PayoutSchedule.BY_HAND)) {
            throw new IllegalArgumentException("next does not fit the schedule " + schedule.text());
        }
        refuseNegative("autoApproveBelow", autoApproveBelow);
        refuseNegative("secondApprovalAbove", secondApprovalAbove);
    }

    /// One that is set today, in the program's zone: its first period ends after today.
    public static PayoutPolicy of(
            ProgramId program,
            PayoutSchedule schedule,
            Optional<Money> autoApproveBelow,
            Optional<Money> secondApprovalAbove,
            LocalDate today) {
        return new PayoutPolicy(program, schedule, autoApproveBelow, secondApprovalAbove, schedule.endAfter(today));
    }

    /// What holds for a program that states nothing.
    public static PayoutPolicy byHand(ProgramId program) {
        return new PayoutPolicy(program, PayoutSchedule.BY_HAND, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// The end of the period that is to be paid today: the latest one, when several were missed. Empty
    /// when none is due.
    public Optional<LocalDate> due(LocalDate today) {
        return next.filter(end -> !end.isAfter(today)).flatMap(end -> schedule.endThrough(today));
    }

    /// After the period that ended then.
    public PayoutPolicy after(LocalDate periodEnd) {
        return new PayoutPolicy(program, schedule, autoApproveBelow, secondApprovalAbove, schedule.endAfter(periodEnd));
    }

    private static void refuseNegative(String name, Optional<Money> amount) {
        if (amount.filter(Money::isNegative).isPresent()) {
            throw new IllegalArgumentException(name + " is negative: " + amount.get());
        }
    }
}
