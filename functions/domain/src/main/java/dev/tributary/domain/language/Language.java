package dev.tributary.domain.language;

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
import java.util.Locale;
import java.util.Optional;

/// The table of one language: what it says for each phrase, and how it writes numbers, dates and
/// lists. A new language is a new table; a new phrase breaks the build of each until it has its words.
public sealed interface Language permits English, Hebrew, Latvian, Persian {
    Language ENGLISH = new English();

    List<Language> ALL = List.of(ENGLISH, new Hebrew(), new Persian(), new Latvian());

    /// Opens and closes what is laid out by its own direction, whatever surrounds it (Unicode UAX 9).
    char FIRST_STRONG_ISOLATE = '\u2068';

    char POP_DIRECTIONAL_ISOLATE = '\u2069';

    /// By its code of ISO 639-1: `lv`; whatever follows it, as in `he-IL`, is not looked at.
    static Optional<Language> of(String tag) {
        String code = tag.strip().toLowerCase(Locale.ROOT).split("-", 2)[0];
        return ALL.stream().filter(language -> language.code().equals(code)).findFirst();
    }

    /// ISO 639-1.
    String code();

    /// Written from the right: what fills a place is isolated, so that names and amounts stay whole.
    default boolean isRightToLeft() {
        return false;
    }

    /// What is counted in words.
    enum Unit {
        SECOND,
        DAY,
        MONTH,
        CHARGE,
        CLICK,
        ITEM
    }

    String pattern(Phrase phrase);

    /// `1 day`, `30 days`
    String count(long number, Unit unit);

    /// `a, b or c`
    String any(List<String> values);

    /// `a, b and c`
    String all(List<String> values);

    /// `a, b, c`
    String list(List<String> values);

    String money(Money amount);

    String number(long number);

    /// `0.05`, `1234.5`: all its digits.
    String decimal(BigDecimal number);

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
                String value = values[pattern.charAt(at + 1) - '0'];
                text.append(isRightToLeft() ? FIRST_STRONG_ISOLATE + value + POP_DIRECTIONAL_ISOLATE : value);
                at += 2;
            } else {
                text.append(pattern.charAt(at));
            }
        }
        return text.toString();
    }
}
