package dev.tributary.domain.terms;

import dev.tributary.domain.money.Money;
import dev.tributary.domain.party.ChannelKind;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.token.Device;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/// The table of one language: what it says for each phrase, and how it writes numbers, dates and
/// lists. A new language is a new table; a new phrase breaks the build of each until it has its words.
public interface Language {
    Language ENGLISH = new English();

    /// What is counted in words.
    enum Unit {
        SECOND,
        DAY,
        MONTH,
        CHARGE,
        CLICK
    }

    String pattern(Phrase phrase);

    /// `1 day`, `30 days`
    String count(long number, Unit unit);

    /// `a, b or c`
    String any(List<String> values);

    /// `a, b, c`
    String list(List<String> values);

    String money(Money amount);

    String number(long number);

    String percent(BigDecimal percent);

    String date(LocalDate date);

    String time(LocalTime time);

    String day(DayOfWeek day);

    String channel(ChannelKind kind);

    String device(Device device);

    String measure(Measure measure);

    /// Of what is counted: `per month`.
    String period(Period.Length period);

    /// A phrase with its places filled.
    default String say(Phrase phrase, String... values) {
        StringBuilder text = new StringBuilder();
        String pattern = pattern(phrase);
        for (int at = 0; at < pattern.length(); at++) {
            // In one walk: what fills a place may hold braces of its own.
            if (pattern.charAt(at) == '{') {
                text.append(values[pattern.charAt(at + 1) - '0']);
                at += 2;
            } else {
                text.append(pattern.charAt(at));
            }
        }
        return text.toString();
    }
}
