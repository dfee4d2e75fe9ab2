package dev.tributary.domain.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// Days of the program's zone.
public final class Hold {
    private static final long DAY_SECONDS = 86_400;

    private Hold() {}

    /// n times 24 hours after the event, whatever clocks did in between.
    public static Instant end(Instant occurredAt, int days) {
        return occurredAt.plusSeconds(days * DAY_SECONDS);
    }

    /// The first local date that begins at or after the hold's end. A date may begin after midnight,
    /// and one that a zone skipped never began.
    public static LocalDate releaseDay(Instant end, ZoneId zone) {
        LocalDate day = end.atZone(zone).toLocalDate();
        while (true) {
            ZonedDateTime start = day.atStartOfDay(zone);
            if (start.toLocalDate().equals(day) && !start.toInstant().isBefore(end)) {
                return day;
            }
            day = day.plusDays(1);
        }
    }

    /// The date that it is: everything that stands in it or before it is due.
    public static LocalDate today(Instant now, ZoneId zone) {
        return now.atZone(zone).toLocalDate();
    }
}
