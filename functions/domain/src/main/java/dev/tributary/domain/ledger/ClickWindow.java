package dev.tributary.domain.ledger;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// The days whose clicks are posted: the last one, and a bit for each of the 63 before it. A day is posted
/// once, in whatever order days come; one before these is taken as posted.
///
/// @param bits bit 0 is the last day, bit 1 the day before it
public record ClickWindow(LocalDate last, long bits) {
    private static final int DAYS = Long.SIZE;

    public ClickWindow {
        if ((bits & 1) == 0) {
            throw new IllegalArgumentException("bits do not have the last day: " + bits);
        }
    }

    static ClickWindow of(LocalDate day) {
        return new ClickWindow(day, 1);
    }

    public boolean has(LocalDate day) {
        long before = ChronoUnit.DAYS.between(day, last);
        return before >= 0 && (before >= DAYS || (bits >>> before & 1) == 1);
    }

    ClickWindow with(LocalDate day) {
        long before = ChronoUnit.DAYS.between(day, last);
        if (before >= 0) {
            return new ClickWindow(last, bits | 1L << before);
        }
        return new ClickWindow(day, -before >= DAYS ? 1 : bits << -before | 1);
    }
}
