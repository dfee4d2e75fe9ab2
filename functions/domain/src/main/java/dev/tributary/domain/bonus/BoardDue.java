package dev.tributary.domain.bonus;

import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.Bonus;
import java.time.Instant;
import java.time.LocalDate;

/// A board of a quarter that has ended, and whose hold is over.
///
/// @param version of the terms in force when the quarter began
/// @param day on which it is decided
/// @param at when that day begins
public record BoardDue(Bonus.Leaderboard board, Period period, int version, LocalDate day, Instant at) {}
