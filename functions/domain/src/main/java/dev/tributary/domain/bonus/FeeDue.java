package dev.tributary.domain.bonus;

import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.Bonus;
import java.time.Instant;
import java.time.LocalDate;

/// A fee for a period that has ended: its decision follows from this and the enrollment, whenever it is
/// made.
///
/// @param version of the terms in force when the period began: what was promised then is paid
/// @param from when the period began
/// @param at when it ended
/// @param releaseDay the hold counts from its end
public record FeeDue(Bonus.FlatFee fee, Period period, int version, Instant from, Instant at, LocalDate releaseDay) {}
