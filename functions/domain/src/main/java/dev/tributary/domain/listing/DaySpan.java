package dev.tributary.domain.listing;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Days of a report as somebody states them: by default the last seven.
public record DaySpan(Optional<LocalDate> from, Optional<LocalDate> to) {
    static final String FROM = "from";
    static final String TO = "to";
    public static final int MAX_DAYS = 92;
    static final int DEFAULT_DAYS = 7;

    /// The dates of the report, both included.
    public record Days(LocalDate first, LocalDate last) {}

    /// Takes them and notes what is wrong with them; refuses nothing yet.
    public static DaySpan take(StatedFilters given) {
        DaySpan span = new DaySpan(given.take(FROM, DaySpan::date), given.take(TO, DaySpan::date));
        if (span.from.isPresent() && span.to.isPresent()) {
            long days = ChronoUnit.DAYS.between(span.from.get(), span.to.get()) + 1;
            if (days < 1 || days > MAX_DAYS) {
                given.fault(TO, "out_of_range", "is not 1 to " + MAX_DAYS + " days from from");
            }
        }
        return span;
    }

    public Days days(LocalDate today) {
        LocalDate last = to.orElseGet(
                () -> from.map(day -> day.plusDays(DEFAULT_DAYS - 1)).orElse(today));
        return new Days(from.orElseGet(() -> last.minusDays(DEFAULT_DAYS - 1)), last);
    }

    /// Years of four digits that a table could hold: `2026-11-22`.
    private static Optional<LocalDate> date(String text) {
        try {
            return text.matches("2[0-9]{3}-[0-9]{2}-[0-9]{2}") ? Optional.of(LocalDate.parse(text)) : Optional.empty();
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }
}
