package dev.tributary.domain.tally;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Gregorian day, month, quarter or year of the program's zone, or all time. `text` is what accounts
/// and entries hold: `2026-11-22`, `2026-11`, `2026-Q4`, `2026`, `ever`.
public record Period(Length length, LocalDate start) implements Comparable<Period> {
    private static final Pattern QUARTER = Pattern.compile("(\\d{4})-Q([1-4])");
    private static final Pattern MONTH = Pattern.compile("(\\d{4})-(\\d{2})");
    private static final Pattern YEAR = Pattern.compile("\\d{4}");

    public enum Length {
        DAY,
        MONTH,
        QUARTER,
        YEAR,
        EVER;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Period {
        if (!start.equals(first(length, start))) {
            throw new IllegalArgumentException("start is no first day of a " + length.text() + ": " + start);
        }
    }

    /// The one that a day is in.
    public static Period of(Length length, LocalDate day) {
        return new Period(length, first(length, day));
    }

    private static LocalDate first(Length length, LocalDate day) {
        return switch (length) {
            case DAY -> day;
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1);
            case YEAR -> day.withDayOfYear(1);
            case EVER -> LocalDate.EPOCH;
        };
    }

    /// The first day after it; empty for all time.
    public Optional<LocalDate> end() {
        return switch (length) {
            case DAY -> Optional.of(start.plusDays(1));
            case MONTH -> Optional.of(start.plusMonths(1));
            case QUARTER -> Optional.of(start.plusMonths(3));
            case YEAR -> Optional.of(start.plusYears(1));
            case EVER -> Optional.empty();
        };
    }

    public String text() {
        return switch (length) {
            case DAY -> start.toString();
            case MONTH -> start.toString().substring(0, 7);
            case QUARTER -> start.getYear() + "-Q" + ((start.getMonthValue() - 1) / 3 + 1);
            case YEAR -> Integer.toString(start.getYear());
            case EVER -> Length.EVER.text();
        };
    }

    /// @throws IllegalArgumentException for a text that no period has
    public static Period parse(String text) {
        try {
            Matcher quarter = QUARTER.matcher(text);
            if (quarter.matches()) {
                int month = Integer.parseInt(quarter.group(2)) * 3 - 2;
                return of(Length.QUARTER, LocalDate.of(Integer.parseInt(quarter.group(1)), month, 1));
            }
            if (MONTH.matcher(text).matches()) {
                return of(Length.MONTH, LocalDate.parse(text + "-01"));
            }
            if (YEAR.matcher(text).matches()) {
                return of(Length.YEAR, LocalDate.of(Integer.parseInt(text), 1, 1));
            }
            return text.equals(Length.EVER.text())
                    ? of(Length.EVER, LocalDate.EPOCH)
                    : of(Length.DAY, LocalDate.parse(text));
        } catch (DateTimeParseException none) {
            throw new IllegalArgumentException("text is no period: " + text, none);
        }
    }

    @Override
    public int compareTo(Period other) {
        int byStart = start.compareTo(other.start);
        return byStart != 0 ? byStart : length.compareTo(other.length);
    }
}
