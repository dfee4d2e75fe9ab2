package dev.tributary.domain.terms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.tally.Period;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How long a period can still change: by the versions that can pay it, and by no later one. Version 1
/// holds 30 days, 2 (from 2027-03-15 in Riga) 60 days and waits 300 days for a decision, 3 (from
/// 2027-06-01) 10 days.
class TermsHistoryTest {
    private static final ZoneId RIGA = ZoneId.of("Europe/Riga");
    private static final TermsHistory HISTORY = new TermsHistory(List.of(
            TermsText.document("> 10; hold 30", 1, Instant.parse("2026-11-01T00:00:00Z")),
            TermsText.document("> 10; hold 60; manual 300", 2, Instant.parse("2027-03-14T22:00:00Z")),
            TermsText.document("> 10; hold 10", 3, Instant.parse("2027-05-31T21:00:00Z"))));

    @ParameterizedTest
    @CsvSource({
        // period,   hold, with decisions
        // Before the first version took effect, that one pays.
        "2026-10,    30,   30",
        "2026-12,    30,   30",
        // Its last day ends when the second version takes effect: that one pays nothing of it.
        "2027-03-14, 30,   30",
        "2027-03-15, 60,   300",
        "2027-03,    60,   300",
        "2027-Q1,    60,   300",
        // A click of an earlier version may still be paid in it.
        "2027-07,    60,   300",
        "2027,       60,   300",
        "ever,       60,   300",
    })
    void period_isHeldByTheVersionsThatPayIt(String period, int hold, int wait) {
        assertThat(HISTORY.longestHoldDays(Period.parse(period), RIGA)).isEqualTo(hold);
        assertThat(HISTORY.longestWaitDays(Period.parse(period), RIGA)).isEqualTo(wait);
    }
}
