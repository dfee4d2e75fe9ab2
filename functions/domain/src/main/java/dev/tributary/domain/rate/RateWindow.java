package dev.tributary.domain.rate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Of which dates a rate may be that counts for an event: strictly before the event's date in UTC, and
/// 7 days old at most. For an event of 2026-11-27 that is 2026-11-20 to 2026-11-26.
public record RateWindow(LocalDate first, LocalDate last) {
    private static final int OLDEST_DAYS = 7;

    public static RateWindow of(Instant occurredAt) {
        LocalDate day = LocalDate.ofInstant(occurredAt, ZoneOffset.UTC);
        return new RateWindow(day.minusDays(OLDEST_DAYS), day.minusDays(1));
    }

    boolean holds(LocalDate date) {
        return !date.isBefore(first) && !date.isAfter(last);
    }
}
