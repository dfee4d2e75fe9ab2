package dev.tributary.domain.language;

import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.party.ChannelKind;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.token.Device;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The table of one language: what it says for each phrase, and how it writes numbers, dates and
/// lists. A new language is a new table; a new phrase breaks the build of each until it has its words.
public sealed interface Language permits English, Hebrew, Latvian, Persian {
    Language ENGLISH = new English();

    List<Language> ALL = List.of(ENGLISH, new Hebrew(), new Persian(), new Latvian());

    DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

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

    /// Between the last two of several, any of which will do: ` or `, its blanks included.
    String or();

    /// Between the last two of several, all of which are meant.
    String and();

    /// Between the others.
    default String comma() {
        return ", ";
    }

    /// `a, b or c`
    default String any(List<String> values) {
        return joined(values, or());
    }

    /// `a, b and c`
    default String all(List<String> values) {
        return joined(values, and());
    }

    /// `a, b, c`
    default String list(List<String> values) {
        return values.size() < 2 ? String.join(comma(), values) : isolated(values);
    }

    private String isolated(List<String> values) {
        return values.stream().map(this::isolated).collect(Collectors.joining(comma()));
    }

    /// Between text from the right what is written from the left stays whole: a code, an amount, a time.
    private String isolated(String value) {
        return isRightToLeft() ? FIRST_STRONG_ISOLATE + value + POP_DIRECTIONAL_ISOLATE : value;
    }

    private String joined(List<String> values, String last) {
        return values.size() < 2
                ? list(values)
                : isolated(values.subList(0, values.size() - 1)) + last + isolated(values.getLast());
    }

    default String money(Money amount) {
        return decimal(amount.toBigDecimal()) + " " + amount.currency();
    }

    default String number(long number) {
        return decimal(BigDecimal.valueOf(number));
    }

    /// `0.05`, `1234.5`: all its digits.
    default String decimal(BigDecimal number) {
        return number.toPlainString();
    }

    default String percent(BigDecimal percent) {
        return decimal(percent) + " %";
    }

    /// As the API writes it.
    default String date(LocalDate date) {
        return date.toString();
    }

    /// To the second, in UTC: `2026-11-22 10:00:05 UTC`.
    default String instant(Instant instant) {
        LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
        return date(utc.toLocalDate()) + " " + CLOCK.format(utc) + " UTC";
    }

    default String time(LocalTime time) {
        return time.toString();
    }

    String day(DayOfWeek day);

    String channel(ChannelKind kind);

    String device(Device device);

    String measure(Measure measure);

    /// Of what is counted: `per month`.
    String period(Period.Length period);

    /// What an entry of a statement is.
    String entry(Cause.Kind kind);

    /// A word of a statement's head and columns.
    String statement(StatementWord word);

    /// A phrase with its places filled.
    default String say(Phrase phrase, String... values) {
        return fill(pattern(phrase), values);
    }

    /// A pattern of this language with its places filled.
    default String fill(String pattern, String... values) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < pattern.length(); at++) {
            // In one walk: what fills a place may hold braces of its own.
            if (pattern.charAt(at) == '{') {
                String value = values[pattern.charAt(at + 1) - '0'];
                text.append(isolated(value));
                at += 2;
            } else {
                text.append(pattern.charAt(at));
            }
        }
        return text.toString();
    }
}
