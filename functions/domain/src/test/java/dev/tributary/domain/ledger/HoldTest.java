package dev.tributary.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoldTest {
    @ParameterizedTest
    @CsvSource({
        // occurred_at,             days, zone,              first local date that begins at or after the end
        "2026-11-01T10:00:00Z,      30,   Europe/Riga,       2026-12-02",
        "2026-11-01T22:00:00Z,      30,   Europe/Riga,       2026-12-02",
        "2026-11-01T22:00:00.001Z,  30,   Europe/Riga,       2026-12-03",
        "2026-11-01T00:00:00Z,      30,   UTC,               2026-12-01",
        // Over the clock change a hold of 24 h steps ends an hour beside the local time of the event.
        "2026-10-24T21:00:00Z,      1,    Europe/Riga,       2026-10-26",
        "2026-10-24T22:00:00Z,      1,    Europe/Riga,       2026-10-26",
        "2026-03-28T22:00:00Z,      1,    Europe/Riga,       2026-03-31",
        // A date that begins at one o'clock, because midnight was skipped.
        "2018-11-03T03:00:00Z,      1,    America/Sao_Paulo, 2018-11-04",
        "2018-11-03T02:59:59Z,      1,    America/Sao_Paulo, 2018-11-04",
        "2018-11-03T03:00:01Z,      1,    America/Sao_Paulo, 2018-11-05",
        // A date that never began.
        "2011-12-29T10:00:01Z,      0,    Pacific/Apia,      2011-12-31",
    })
    void releaseDay_isTheFirstDateThatBeginsAfterTheHold(Instant occurredAt, int days, String zone, String expected) {
        assertThat(Hold.releaseDay(Hold.end(occurredAt, days), ZoneId.of(zone))).hasToString(expected);
    }
}
