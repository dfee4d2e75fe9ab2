package dev.tributary.domain.bonus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.Bonus;
import dev.tributary.domain.terms.BonusId;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.TermsHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When fees are due, in the program's zone.
class FeeCalendarTest {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");

    /// What is due on a day: fee and period. `m`, `q` and `y` are fees per month, quarter and year.
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
        day,        due
        2026-11-01, m 2026-10
        2026-12-01, m 2026-11
        2026-12-02, ""
        2026-11-30, ""
        2026-10-01, m 2026-09 q 2026-Q3
        2027-01-01, m 2026-12 q 2026-Q4 y 2026
        2028-03-01, m 2028-02
        """, useHeadersInDisplayName = true)
    void due_onADay(String day, String due) {
        assertThat(due(calendar("Europe/Riga", fee("m", "month"), fee("q", "quarter"), fee("y", "year")), day))
                .isEqualTo(due);
    }

    /// Only whole periods between the two dates.
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
        first,      last,       day,        due
        2026-11-01, ,           2026-11-01, ""
        2026-11-01, ,           2026-12-01, m 2026-11
        2026-11-02, ,           2026-12-01, ""
        2026-11-02, ,           2027-01-01, m 2026-12
        ,           2026-11-30, 2026-12-01, m 2026-11
        ,           2026-11-29, 2026-12-01, ""
        ,           2026-11-30, 2027-01-01, ""
        2026-11-01, 2026-11-30, 2026-12-01, m 2026-11
        """, useHeadersInDisplayName = true)
    void dates_coverWholePeriods(String first, String last, String day, String due) {
        Bonus fee = new Bonus.FlatFee(
                new BonusId("m"),
                Set.of(),
                Period.Length.MONTH,
                Optional.ofNullable(first).map(LocalDate::parse),
                Optional.ofNullable(last).map(LocalDate::parse),
                Money.of("300.00", EUR));
        assertThat(due(calendar("Europe/Riga", fee), day)).isEqualTo(due);
    }

    /// A day begins where its zone says: summer time, and a midnight that clocks pass over or twice.
    @ParameterizedTest
    @CsvSource(textBlock = """
        zone,              after,                next,       begins
        Europe/Riga,       2026-09-30T20:59:59Z, 2026-10-01, 2026-09-30T21:00:00Z
        Europe/Riga,       2026-09-30T21:00:00Z, 2026-11-01, 2026-10-31T22:00:00Z
        Europe/Riga,       2026-10-25T01:30:00Z, 2026-11-01, 2026-10-31T22:00:00Z
        Europe/Riga,       2026-03-28T23:00:00Z, 2026-04-01, 2026-03-31T21:00:00Z
        America/Havana,    2026-10-15T00:00:00Z, 2026-11-01, 2026-11-01T04:00:00Z
        Asia/Tehran,       2026-11-30T20:29:59Z, 2026-12-01, 2026-11-30T20:30:00Z
        Pacific/Kiritimati,2026-12-31T09:59:59Z, 2027-01-01, 2026-12-31T10:00:00Z
        """, useHeadersInDisplayName = true)
    void next_beginsInTheZone(String zone, Instant after, LocalDate next, Instant begins) {
        FeeCalendar calendar = calendar(zone, fee("m", "month"));
        assertThat(calendar.next(after)).contains(next);
        assertThat(calendar.begin(next)).isEqualTo(begins);
    }

    @Test
    void hold_countsFromTheEndOfThePeriod() {
        FeeDue due = calendar("Europe/Riga", fee("m", "month"))
                .on(LocalDate.of(2026, 11, 1))
                .getFirst();
        assertThat(due.from()).isEqualTo(Instant.parse("2026-09-30T21:00:00Z"));
        assertThat(due.at()).isEqualTo(Instant.parse("2026-10-31T22:00:00Z"));
        assertThat(due.releaseDay()).isEqualTo(LocalDate.of(2026, 12, 1));
    }

    /// A version that comes within a period changes nothing of it; before the first one nothing is promised.
    @Test
    void version_isThatInForceWhenThePeriodBegan() {
        TermsDocument dear = document(1, "2026-10-01T00:00:00Z", fee("m", "month"));
        TermsDocument none = document(2, "2026-11-15T00:00:00Z");
        FeeCalendar calendar = new FeeCalendar(new TermsHistory(List.of(dear, none)), ZoneId.of("UTC"));

        assertThat(due(calendar, "2026-10-01")).isEmpty();
        assertThat(due(calendar, "2026-11-01")).isEqualTo("m 2026-10");
        assertThat(due(calendar, "2026-12-01")).isEqualTo("m 2026-11");
        assertThat(due(calendar, "2027-01-01")).isEmpty();
    }

    /// A quarter of Riga and its hold; the first day that begins when that is over. Over the end of summer time 30
    /// days of 24 hours end an hour before midnight, over its beginning an hour after it.
    @ParameterizedTest
    @CsvSource(textBlock = """
        hold, measure,          quarter, decided
        30,   REVENUE,          2026-Q4, 2027-01-31
        30,   REVENUE,          2026-Q1, 2026-05-01
        30,   REVENUE,          2026-Q3, 2026-10-31
        0,    REVENUE,          2026-Q4, 2027-01-01
        60,   REVENUE,          2026-Q4, 2027-03-02
        100,  REVENUE,          2026-Q4, 2027-04-12
        # The clicks of its last day are posted after it.
        30,   QUALIFIED_CLICKS, 2026-Q4, 2027-01-31
        3,    QUALIFIED_CLICKS, 2026-Q4, 2027-01-04
        0,    QUALIFIED_CLICKS, 2026-Q4, 2027-01-04
        """, useHeadersInDisplayName = true)
    void board_isDecidedWhenTheHoldOfItsQuarterIsOver(int hold, Measure measure, String quarter, LocalDate decided) {
        TermsDocument none = document(1, "1970-01-01T00:00:00Z", board(measure));
        FeeCalendar calendar = new FeeCalendar(
                new TermsHistory(List.of(new TermsDocument(
                        1,
                        Instant.EPOCH,
                        none.attribution(),
                        none.paidUnder(),
                        none.rules(),
                        none.limits(),
                        none.caps(),
                        none.clickPay(),
                        hold,
                        none.validation(),
                        none.minimumPayout(),
                        none.paysWithinDays(),
                        List.of(board(measure))))),
                ZoneId.of("Europe/Riga"));

        assertThat(calendar.boardsOn(decided))
                .extracting(due -> due.period().text())
                .containsExactly(quarter);
        assertThat(calendar.boardsOn(decided.minusDays(1))).isEmpty();
        assertThat(calendar.boardsOn(decided.plusDays(1))).isEmpty();
        // Whoever walks from day to day comes by it.
        LocalDate day = LocalDate.of(2026, 1, 1);
        while (day.isBefore(decided)) {
            day = calendar.next(calendar.begin(day)).orElseThrow();
        }
        assertThat(day).isEqualTo(decided);
    }

    private static Bonus board(Measure measure) {
        return new Bonus.Leaderboard(new BonusId("top"), Set.of(), measure, 3, Money.of("500.00", EUR));
    }

    @Test
    void withoutFees_nothingIsNext() {
        assertThat(calendar("UTC").next(Instant.EPOCH)).isEmpty();
    }

    private static String due(FeeCalendar calendar, String day) {
        List<String> due = new ArrayList<>();
        calendar.on(LocalDate.parse(day))
                .forEach(one -> due.add(one.fee().id() + " " + one.period().text()));
        return String.join(" ", due);
    }

    private static FeeCalendar calendar(String zone, Bonus... bonuses) {
        return new FeeCalendar(
                new TermsHistory(List.of(document(1, "1970-01-01T00:00:00Z", bonuses))), ZoneId.of(zone));
    }

    private static Bonus fee(String id, String every) {
        return new Bonus.FlatFee(
                new BonusId(id),
                Set.of(),
                Period.Length.valueOf(every.toUpperCase(Locale.ROOT)),
                Optional.empty(),
                Optional.empty(),
                Money.of("300.00", EUR));
    }

    private static TermsDocument document(int version, String from, Bonus... bonuses) {
        TermsDocument none = TermsDocument.none(EUR);
        return new TermsDocument(
                version,
                Instant.parse(from),
                none.attribution(),
                none.paidUnder(),
                none.rules(),
                none.limits(),
                none.caps(),
                none.clickPay(),
                none.holdDays(),
                none.validation(),
                none.minimumPayout(),
                none.paysWithinDays(),
                List.of(bonuses));
    }
}
