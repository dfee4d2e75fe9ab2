package dev.tributary.domain.bonus;

import dev.tributary.domain.id.ProgramId;
import java.time.LocalDate;
import java.util.Optional;

/// How far the fees of a program are decided: the watermark of its schedule.
///
/// @param next the day whose fees are to be decided next; empty when no version of the terms gives one
/// @param position within that day, where a part of the enrollments is done
public record FeeSchedule(ProgramId program, Optional<LocalDate> next, Optional<String> position) {
    public FeeSchedule at(String reached) {
        return new FeeSchedule(program, next, Optional.of(reached));
    }

    public FeeSchedule then(Optional<LocalDate> day) {
        return new FeeSchedule(program, day, Optional.empty());
    }
}
