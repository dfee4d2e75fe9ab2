package dev.tributary.domain.payout;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;

/// When a program pays. A period ends as its last day does: its end is the first date after it, at
/// that date's begin in the program's zone.
public enum PayoutSchedule {
    BY_HAND(31),
    /// Ends as Monday begins.
    WEEKLY(7),
    /// Ends on the 1st and on the 16th.
    TWICE_A_MONTH(16),
    /// Ends on the 1st.
    MONTHLY(31);

    private final int longestDays;

    PayoutSchedule(int longestDays) {
        this.longestDays = longestDays;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<PayoutSchedule> parse(String text) {
        for (PayoutSchedule schedule : values()) {
            if (schedule.text().equals(text)) {
                return Optional.of(schedule);
            }
        }
        return Optional.empty();
    }

    /// The longest time between two runs, which a promise to pay within some days has to hold. Who pays
    /// by hand is taken to pay once a month.
    public int longestDays() {
        return longestDays;
    }

    /// The first end of a period after that date; empty when there is none, by hand.
    public Optional<LocalDate> endAfter(LocalDate date) {
        return switch (this) {
            case BY_HAND -> Optional.empty();
            case WEEKLY -> Optional.of(date.with(TemporalAdjusters.next(DayOfWeek.MONDAY)));
            case TWICE_A_MONTH ->
                Optional.of(date.getDayOfMonth() < 16 ? date.withDayOfMonth(16) : firstOfNextMonth(date));
            case MONTHLY -> Optional.of(firstOfNextMonth(date));
        };
    }

    /// The last end of a period on that date or before it: after a downtime of several periods one run
    /// pays for all of them, since each would pay everything that is available.
    public Optional<LocalDate> endThrough(LocalDate date) {
        return switch (this) {
            case BY_HAND -> Optional.empty();
            case WEEKLY -> Optional.of(date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
            case TWICE_A_MONTH -> Optional.of(date.withDayOfMonth(date.getDayOfMonth() < 16 ? 1 : 16));
            case MONTHLY -> Optional.of(date.withDayOfMonth(1));
        };
    }

    private static LocalDate firstOfNextMonth(LocalDate date) {
        return date.with(TemporalAdjusters.firstDayOfNextMonth());
    }
}
