package dev.tributary.domain.oracle.earning;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Seasons: dates, days of the week and hours on the clocks of the program's zone, each row on engine
/// and oracle. In a season an order of 100.00 earns 20 %, else 10 %.
class SeasonTableTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # season                        | occurred_at          | zone             | expected
        dates=2026-11-27..2026-11-30    | 2026-11-26T21:59:59Z | Europe/Riga      | base 10.00
        dates=2026-11-27..2026-11-30    | 2026-11-26T22:00:00Z | Europe/Riga      | season 20.00
        dates=2026-11-27..2026-11-30    | 2026-11-30T21:59:59Z | Europe/Riga      | season 20.00
        dates=2026-11-27..2026-11-30    | 2026-11-30T22:00:00Z | Europe/Riga      | base 10.00
        dates=2026-11-27..2026-11-30    | 2026-11-27T04:59:59Z | America/New_York | base 10.00
        dates=2026-11-27..2026-11-30    | 2026-11-27T05:00:00Z | America/New_York | season 20.00
        dates=2026-11-27..2026-11-30    | 2026-12-01T04:59:59Z | America/New_York | season 20.00
        dates=2026-11-27..2026-11-30    | 2026-12-01T05:00:00Z | America/New_York | base 10.00
        dates=2026-11-27..2026-11-27    | 2026-11-26T18:14:59Z | Asia/Kathmandu   | base 10.00
        dates=2026-11-27..2026-11-27    | 2026-11-26T18:15:00Z | Asia/Kathmandu   | season 20.00
        dates=2026-11-27..              | 2026-11-26T12:00:00Z | Europe/Riga      | base 10.00
        dates=2026-11-27..              | 2026-11-27T12:00:00Z | Europe/Riga      | season 20.00
        dates=2026-11-27..              | 2036-11-27T12:00:00Z | Europe/Riga      | season 20.00
        dates=..2026-11-27              | 2026-11-27T12:00:00Z | Europe/Riga      | season 20.00
        dates=..2026-11-27              | 2026-11-28T12:00:00Z | Europe/Riga      | base 10.00
        dates=2028-02-29..2028-02-29    | 2028-02-28T21:59:59Z | Europe/Riga      | base 10.00
        dates=2028-02-29..2028-02-29    | 2028-02-28T22:00:00Z | Europe/Riga      | season 20.00
        dates=2028-02-29..2028-02-29    | 2028-02-29T21:59:59Z | Europe/Riga      | season 20.00
        dates=2028-02-29..2028-02-29    | 2028-02-29T22:00:00Z | Europe/Riga      | base 10.00
        dates=2026-02-28..2026-03-01    | 2026-02-28T21:59:59Z | Europe/Riga      | season 20.00
        dates=2026-02-28..2026-03-01    | 2026-03-01T21:59:59Z | Europe/Riga      | season 20.00
        dates=2026-02-28..2026-03-01    | 2026-03-01T22:00:00Z | Europe/Riga      | base 10.00
        dates=2026-01-31..2026-01-31    | 2026-01-30T22:00:00Z | Europe/Riga      | season 20.00
        dates=2026-01-31..2026-01-31    | 2026-01-31T22:00:00Z | Europe/Riga      | base 10.00
        dates=2026-04-30..2026-04-30    | 2026-04-30T20:59:59Z | Europe/Riga      | season 20.00
        dates=2026-04-30..2026-04-30    | 2026-04-30T21:00:00Z | Europe/Riga      | base 10.00
        dates=2026-12-31..2027-01-01    | 2026-12-30T22:00:00Z | Europe/Riga      | season 20.00
        dates=2026-12-31..2027-01-01    | 2027-01-01T21:59:59Z | Europe/Riga      | season 20.00
        dates=2026-12-31..2027-01-01    | 2027-01-01T22:00:00Z | Europe/Riga      | base 10.00
        # days of 23 and 25 hours
        dates=2026-03-29..2026-03-29    | 2026-03-28T21:59:59Z | Europe/Riga      | base 10.00
        dates=2026-03-29..2026-03-29    | 2026-03-28T22:00:00Z | Europe/Riga      | season 20.00
        dates=2026-03-29..2026-03-29    | 2026-03-29T20:59:59Z | Europe/Riga      | season 20.00
        dates=2026-03-29..2026-03-29    | 2026-03-29T21:00:00Z | Europe/Riga      | base 10.00
        dates=2026-10-25..2026-10-25    | 2026-10-24T20:59:59Z | Europe/Riga      | base 10.00
        dates=2026-10-25..2026-10-25    | 2026-10-24T21:00:00Z | Europe/Riga      | season 20.00
        dates=2026-10-25..2026-10-25    | 2026-10-25T21:59:59Z | Europe/Riga      | season 20.00
        dates=2026-10-25..2026-10-25    | 2026-10-25T22:00:00Z | Europe/Riga      | base 10.00
        dates=2026-03-08..2026-03-08    | 2026-03-08T04:59:59Z | America/New_York | base 10.00
        dates=2026-03-08..2026-03-08    | 2026-03-08T05:00:00Z | America/New_York | season 20.00
        dates=2026-03-08..2026-03-08    | 2026-03-09T03:59:59Z | America/New_York | season 20.00
        dates=2026-03-08..2026-03-08    | 2026-03-09T04:00:00Z | America/New_York | base 10.00
        dates=2026-11-01..2026-11-01    | 2026-11-01T03:59:59Z | America/New_York | base 10.00
        dates=2026-11-01..2026-11-01    | 2026-11-01T04:00:00Z | America/New_York | season 20.00
        dates=2026-11-01..2026-11-01    | 2026-11-02T04:59:59Z | America/New_York | season 20.00
        dates=2026-11-01..2026-11-01    | 2026-11-02T05:00:00Z | America/New_York | base 10.00
        # days of the week
        days=FRIDAY                     | 2026-11-26T21:59:59Z | Europe/Riga      | base 10.00
        days=FRIDAY                     | 2026-11-26T22:00:00Z | Europe/Riga      | season 20.00
        days=FRIDAY                     | 2026-11-27T21:59:59Z | Europe/Riga      | season 20.00
        days=FRIDAY                     | 2026-11-27T22:00:00Z | Europe/Riga      | base 10.00
        days=SATURDAY,SUNDAY            | 2026-11-22T12:00:00Z | Europe/Riga      | season 20.00
        days=SATURDAY,SUNDAY            | 2026-11-23T12:00:00Z | Europe/Riga      | base 10.00
        days=SUNDAY                     | 2026-11-23T04:59:59Z | America/New_York | season 20.00
        days=SUNDAY                     | 2026-11-23T05:00:00Z | America/New_York | base 10.00
        days=TUESDAY                    | 2028-02-29T12:00:00Z | Europe/Riga      | season 20.00
        """)
    void dates_countInTheZone(String season, String at, String zone, String expected) {
        agrees(season, at, zone, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # season                        | occurred_at          | zone             | expected
        hours=18:00-22:00               | 2026-11-22T15:59:59Z | Europe/Riga      | base 10.00
        hours=18:00-22:00               | 2026-11-22T16:00:00Z | Europe/Riga      | season 20.00
        hours=18:00-22:00               | 2026-11-22T19:59:59Z | Europe/Riga      | season 20.00
        hours=18:00-22:00               | 2026-11-22T20:00:00Z | Europe/Riga      | base 10.00
        hours=18:00-22:00               | 2026-07-01T14:59:59Z | Europe/Riga      | base 10.00
        hours=18:00-22:00               | 2026-07-01T15:00:00Z | Europe/Riga      | season 20.00
        hours=18:00-22:00               | 2026-07-01T19:00:00Z | Europe/Riga      | base 10.00
        hours=22:00-02:00               | 2026-11-22T19:59:59Z | Europe/Riga      | base 10.00
        hours=22:00-02:00               | 2026-11-22T20:00:00Z | Europe/Riga      | season 20.00
        hours=22:00-02:00               | 2026-11-22T22:00:00Z | Europe/Riga      | season 20.00
        hours=22:00-02:00               | 2026-11-22T23:59:59Z | Europe/Riga      | season 20.00
        hours=22:00-02:00               | 2026-11-23T00:00:00Z | Europe/Riga      | base 10.00
        hours=00:00-06:00               | 2026-11-22T21:59:59Z | Europe/Riga      | base 10.00
        hours=00:00-06:00               | 2026-11-22T22:00:00Z | Europe/Riga      | season 20.00
        hours=22:00-00:00               | 2026-11-22T21:59:59Z | Europe/Riga      | season 20.00
        hours=22:00-00:00               | 2026-11-22T22:00:00Z | Europe/Riga      | base 10.00
        hours=09:00-09:00               | 2026-11-22T07:00:00Z | Europe/Riga      | season 20.00
        hours=09:00-09:00               | 2026-11-22T06:59:59Z | Europe/Riga      | season 20.00
        # 03:00 to 04:00 never comes
        hours=02:00-03:00               | 2026-03-29T00:59:59Z | Europe/Riga      | season 20.00
        hours=02:00-03:00               | 2026-03-29T01:00:00Z | Europe/Riga      | base 10.00
        hours=03:00-04:00               | 2026-03-29T00:59:59Z | Europe/Riga      | base 10.00
        hours=03:00-04:00               | 2026-03-29T01:00:00Z | Europe/Riga      | base 10.00
        hours=03:30-04:30               | 2026-03-29T01:00:00Z | Europe/Riga      | season 20.00
        hours=03:30-04:30               | 2026-03-29T01:29:59Z | Europe/Riga      | season 20.00
        hours=03:30-04:30               | 2026-03-29T01:30:00Z | Europe/Riga      | base 10.00
        hours=04:00-05:00               | 2026-03-29T01:00:00Z | Europe/Riga      | season 20.00
        # 03:00 to 04:00 comes twice
        hours=03:00-04:00               | 2026-10-24T23:59:59Z | Europe/Riga      | base 10.00
        hours=03:00-04:00               | 2026-10-25T00:00:00Z | Europe/Riga      | season 20.00
        hours=03:00-04:00               | 2026-10-25T00:59:59Z | Europe/Riga      | season 20.00
        hours=03:00-04:00               | 2026-10-25T01:00:00Z | Europe/Riga      | season 20.00
        hours=03:00-04:00               | 2026-10-25T01:59:59Z | Europe/Riga      | season 20.00
        hours=03:00-04:00               | 2026-10-25T02:00:00Z | Europe/Riga      | base 10.00
        # 02:00 to 03:00 never comes
        hours=01:00-02:00               | 2026-03-08T06:59:59Z | America/New_York | season 20.00
        hours=02:00-03:00               | 2026-03-08T06:59:59Z | America/New_York | base 10.00
        hours=02:00-03:00               | 2026-03-08T07:00:00Z | America/New_York | base 10.00
        hours=03:00-04:00               | 2026-03-08T07:00:00Z | America/New_York | season 20.00
        # 01:00 to 02:00 comes twice
        hours=01:00-02:00               | 2026-11-01T04:59:59Z | America/New_York | base 10.00
        hours=01:00-02:00               | 2026-11-01T05:00:00Z | America/New_York | season 20.00
        hours=01:00-02:00               | 2026-11-01T05:59:59Z | America/New_York | season 20.00
        hours=01:00-02:00               | 2026-11-01T06:00:00Z | America/New_York | season 20.00
        hours=01:00-02:00               | 2026-11-01T06:59:59Z | America/New_York | season 20.00
        hours=01:00-02:00               | 2026-11-01T07:00:00Z | America/New_York | base 10.00
        # dates and days are those of the moment, not of the evening that began before
        days=FRIDAY hours=22:00-02:00   | 2026-11-27T20:30:00Z | Europe/Riga      | season 20.00
        days=FRIDAY hours=22:00-02:00   | 2026-11-27T22:30:00Z | Europe/Riga      | base 10.00
        days=FRIDAY hours=22:00-02:00   | 2026-11-26T22:30:00Z | Europe/Riga      | season 20.00
        dates=2026-11-28.. hours=22:00-02:00                | 2026-11-27T21:59:59Z | Europe/Riga | base 10.00
        dates=2026-11-28.. hours=22:00-02:00                | 2026-11-27T22:00:00Z | Europe/Riga | season 20.00
        dates=2026-11-27..2026-11-30 days=SATURDAY,SUNDAY hours=18:00-22:00 | 2026-11-28T16:00:00Z | Europe/Riga | season 20.00
        dates=2026-11-27..2026-11-30 days=SATURDAY,SUNDAY hours=18:00-22:00 | 2026-11-28T15:59:59Z | Europe/Riga | base 10.00
        dates=2026-11-27..2026-11-30 days=SATURDAY,SUNDAY hours=18:00-22:00 | 2026-11-27T16:00:00Z | Europe/Riga | base 10.00
        dates=2026-11-27..2026-11-30 days=SATURDAY,SUNDAY hours=18:00-22:00 | 2026-12-05T16:00:00Z | Europe/Riga | base 10.00
        """)
    void hours_areThoseOfTheClock(String season, String at, String zone, String expected) {
        agrees(season, at, zone, expected);
    }

    private static void agrees(String season, String at, String zone, String expected) {
        Told.earns("season " + season + " > 20%; base > 10%", "100.00", "at=" + at + " zone=" + zone, expected);
    }
}
