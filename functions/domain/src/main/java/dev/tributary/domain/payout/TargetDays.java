package dev.tributary.domain.payout;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Year;
import java.time.ZoneId;
import java.util.Set;

/// On which days banks settle in euro: not at weekends, not on the six days on which T2 is closed (European
/// Central Bank, calendar of T2: 1 January, Good Friday, Easter Monday, 1 May, 25 and 26 December).
public final class TargetDays {
    private static final Set<MonthDay> CLOSED =
            Set.of(MonthDay.of(1, 1), MonthDay.of(5, 1), MonthDay.of(12, 25), MonthDay.of(12, 26));

    /// Where banks' days begin.
    private static final ZoneId BANKS = ZoneId.of("Europe/Brussels");

    private TargetDays() {}

    public static boolean isOpen(LocalDate day) {
        DayOfWeek weekday = day.getDayOfWeek();
        LocalDate easter = easter(Year.from(day));
        return weekday != DayOfWeek.SATURDAY
                && weekday != DayOfWeek.SUNDAY
                && !CLOSED.contains(MonthDay.from(day))
                && !day.equals(easter.minusDays(2))
                && !day.equals(easter.plusDays(1));
    }

    /// That day, or the next one that is open.
    public static LocalDate from(LocalDate day) {
        LocalDate open = day;
        while (!isOpen(open)) {
            open = open.plusDays(1);
        }
        return open;
    }

    /// When a transfer is carried out that a bank is told of at a time: that day where banks' days begin, or the next
    /// open one.
    public static LocalDate execution(Instant told) {
        return from(LocalDate.ofInstant(told, BANKS));
    }

    /// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
    static LocalDate easter(Year year) {
        int y = year.getValue();
        int a = y % 19;
        int b = y / 100;
        int c = y % 100;
        int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        int m = (a + 11 * h + 22 * l) / 451;
        int sum = h + l - 7 * m + 114;
        return LocalDate.of(y, sum / 31, sum % 31 + 1);
    }
}
