package dev.tributary.infrastructure.local.template;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// EventBridge Scheduler's `rate(5 minutes)` and `cron(0 3 * * ? *)`: minutes, hours, days of the
/// month, months, days of the week (1 is Sunday), years. `L`, `W` and `#` are refused.
/// Source: EventBridge Scheduler user guide, "Schedule types".
public sealed interface ScheduleExpression {
    Pattern RATE = Pattern.compile("rate\\((\\d{1,6}) (minute|minutes|hour|hours|day|days)\\)");
    Pattern CRON = Pattern.compile("cron\\((\\S+) (\\S+) (\\S+) (\\S+) (\\S+) (\\S+)\\)");
    List<String> MONTHS = List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    /// The first time strictly after the given one; empty when there is none any more.
    Optional<Instant> after(Instant time);

    record Rate(Duration every) implements ScheduleExpression {
        @Override
        public Optional<Instant> after(Instant time) {
            return Optional.of(time.plus(every));
        }
    }

    record Cron(BitSet minutes, BitSet hours, BitSet days, BitSet months, BitSet weekdays, BitSet years, ZoneId zone)
            implements ScheduleExpression {
        @Override
        public Optional<Instant> after(Instant time) {
            ZonedDateTime at = time.atZone(zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
            int lastYear = years.length() - 1;
            while (at.getYear() <= lastYear) {
                if (!years.get(at.getYear())) {
                    at = at.withDayOfYear(1).truncatedTo(ChronoUnit.DAYS).plusYears(1);
                } else if (!months.get(at.getMonthValue())) {
                    at = at.withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS).plusMonths(1);
                } else if (!days.get(at.getDayOfMonth())
                        || !weekdays.get(at.getDayOfWeek().getValue() % 7 + 1)) {
                    at = at.truncatedTo(ChronoUnit.DAYS).plusDays(1);
                } else if (!hours.get(at.getHour())) {
                    at = at.truncatedTo(ChronoUnit.HOURS).plusHours(1);
                } else if (!minutes.get(at.getMinute())) {
                    at = at.plusMinutes(1);
                } else {
                    return Optional.of(at.toInstant());
                }
            }
            return Optional.empty();
        }
    }

    /// @throws IllegalArgumentException naming what is not understood
    static ScheduleExpression parse(String text, ZoneId zone) {
        Matcher rate = RATE.matcher(text);
        if (rate.matches() && Integer.parseInt(rate.group(1)) > 0) {
            ChronoUnit unit =
                    ChronoUnit.valueOf(rate.group(2).toUpperCase(Locale.ROOT).replaceFirst("S?$", "S"));
            return new Rate(Duration.of(Integer.parseInt(rate.group(1)), unit));
        }
        Matcher cron = CRON.matcher(text);
        if (!cron.matches()) {
            throw new IllegalArgumentException(text + " is not known to the local machine (rate or cron is)");
        }
        if (cron.group(3).equals("?") == cron.group(5).equals("?")) {
            throw new IllegalArgumentException(text + ": exactly one of both day fields is ?");
        }
        return new Cron(
                field(cron.group(1), 0, 59, List.of()),
                field(cron.group(2), 0, 23, List.of()),
                field(cron.group(3), 1, 31, List.of()),
                field(cron.group(4), 1, 12, MONTHS),
                field(cron.group(5), 1, 7, DAYS),
                field(cron.group(6), 1970, 2199, List.of()),
                zone);
    }

    private static BitSet field(String text, int least, int most, List<String> names) {
        BitSet set = new BitSet(most + 1);
        for (String part : text.split(",", -1)) {
            String[] stepped = part.split("/", 2);
            int step = stepped.length == 2 ? number(stepped[1], text, List.of()) : 1;
            String[] range = stepped[0].split("-", 2);
            boolean any = stepped[0].equals("*") || stepped[0].equals("?");
            int from = any ? least : number(range[0], text, names);
            int to = any || (stepped.length == 2 && range.length == 1)
                    ? most
                    : number(range[range.length - 1], text, names);
            if (step < 1 || from < least || to > most || from > to) {
                throw new IllegalArgumentException(text + " is not between " + least + " and " + most);
            }
            for (int value = from; value <= to; value += step) {
                set.set(value);
            }
        }
        return set;
    }

    private static int number(String text, String whole, List<String> names) {
        int name = names.indexOf(text.toUpperCase(Locale.ROOT));
        if (name >= 0) {
            return name + 1;
        }
        if (!text.matches("\\d{1,4}")) {
            throw new IllegalArgumentException("cron field " + whole + " is not known to the local machine");
        }
        return Integer.parseInt(text);
    }
}
