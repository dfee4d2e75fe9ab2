package dev.tributary.domain.oracle.earning;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What each pay comes to, rounded once, in any currency; each row on engine and oracle.
class PayTableTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # terms                           | order                            | expected
        r > 12.5%                         | 9.99                             | r 1.25
        r > 12.5%                         | 0.36                             | r 0.05
        r > 12.5%                         | 0.35                             | r 0.04
        r > 12.5%                         | 0.04                             | r 0.01
        r > 12.5%                         | 0.03                             | -
        r > 10%                           | JPY 1005                         | r 101
        r > 10%                           | JPY 1004                         | r 100
        r > 10%                           | JPY 1015                         | r 102
        r > 10%                           | JPY 5                            | r 1
        r > 10%                           | JPY 4                            | -
        r > 12.5%                         | KWD 0.036                        | r 0.005
        r > 12.5%                         | KWD 0.004                        | r 0.001
        r > 12.5%                         | KWD 0.003                        | -
        r > 10%                           | KWD 1.005                        | r 0.101
        r > 10%                           | KWD 1.004                        | r 0.100
        r > 33.3333%                      | 100.00                           | r 33.33
        r > 0.0001%                       | 5000.00                          | r 0.01
        r > 0.0001%                       | 4999.99                          | -
        r > 100%                          | 0.01                             | r 0.01
        r > 0%                            | 100.00                           | -
        r > 0.00                          | 100.00                           | -
        r > 5.00                          | 1.00                             | r 5.00
        r > 5.00+10%                      | 100.00                           | r 15.00
        r > 5.00+10%                      | 0.45                             | r 5.05
        r > 5.00+10%                      | 0.44                             | r 5.04
        r > 0.01+50%                      | 0.01                             | r 0.02
        r > 5%                            | 0.60 S1=0.30 S2=0.30             | r 0.03
        r > 5%                            | 0.09                             | -
        r > 5%                            | 0.10                             | r 0.01
        r > 1.00/item                     | 100.00 S1*3=60.00 S2*2=40.00     | r 5.00
        r > 1.00/item                     | 100.00 S1*3=60.00                | r 4.00
        r > 1.00/item                     | 100.00                           | r 1.00
        r > 1.00/item                     | 50.00 S1*3=60.00 S2*2=40.00      | r 5.00
        r > 1.00/item                     | 100.00 S1*3=0.00 S2=100.00       | r 4.00
        a sku=S1 > 1.00/item; b > 5%      | 100.00 S1*3=60.00 S2*2=40.00     | a 3.00, b 2.00
        a sku=S1 > 1.00/item              | 100.00 S1*3=30.00 S1=30.00       | a 4.00
        r > 10/item                       | JPY 500 S1*3=500                 | r 30
        r > 0.125/item                    | KWD 5.000 S1*3=5.000             | r 0.375
        r > 10%                           | USD 100.00 @0.9 EUR              | r 9.00
        r > 10%                           | USD 121.00 tax=21.00 @0.9 EUR    | r 9.00
        # the base is rounded before: 9.05, not 9.045
        r > 10%                           | USD 10.05 @0.9 EUR               | r 0.91
        r > 10%                           | JPY 1000 @0.0061 EUR             | r 0.61
        r > 10%                           | EUR 100.00 @163.25 JPY           | r 1633
        r > 10%                           | USD 100.00 @0.3071 KWD           | r 3.071
        r > 10%                           | KWD 1.005 @3.2481 USD            | r 0.33
        # crossed through EUR, unrounded: 78.4567... is 78.46
        r > 10%                           | USD 100.00 @0.85/1.0834 GBP      | r 7.85
        r > 10%                           | USD 300.00 @1/3 EUR              | r 10.00
        # 1.005 is 1.01, of which a third and two thirds
        a sku=S1 > 10%; b > 10%           | USD 3.00 S1=1.00 S2=2.00 @0.335 EUR | a 0.03, b 0.07
        a sku=S1 > 50%; b > 50%           | USD 3.00 S1=1.00 S2=2.00 @0.335 EUR | a 0.17, b 0.34
        r > 5.00                          | USD 100.00 @0.9 EUR              | r 5.00
        r > 5.00                          | USD 21.00 tax=21.00 @0.9 EUR     | r 5.00
        r > 2.00/item                     | USD 100.00 S1*3=100.00 @0.9 EUR  | r 6.00
        """)
    void pay_isRoundedOnceHalfUp(String terms, String order, String expected) {
        Told.earns(terms, order, "-", expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # stages                   | first charge | occurred_at          | zone             | expected
        staged 25%x12 10%          | 2026-11-22   | 2026-11-22T12:00:00Z | Europe/Riga      | r 25.00
        staged 25%x12 10%          | 2025-11-22   | 2026-11-21T21:59:59Z | Europe/Riga      | r 25.00
        staged 25%x12 10%          | 2025-11-22   | 2026-11-21T22:00:00Z | Europe/Riga      | r 10.00
        staged 25%x12 10%          | 2025-11-22   | 2026-11-22T04:59:59Z | America/New_York | r 25.00
        staged 25%x12 10%          | 2025-11-22   | 2026-11-22T05:00:00Z | America/New_York | r 10.00
        staged 25%x12 10%          | 2016-11-22   | 2026-11-22T12:00:00Z | Europe/Riga      | r 10.00
        # clamped to the month's end
        staged 25%x1 10%           | 2026-01-31   | 2026-02-27T12:00:00Z | Europe/Riga      | r 25.00
        staged 25%x1 10%           | 2026-01-31   | 2026-02-28T12:00:00Z | Europe/Riga      | r 10.00
        staged 25%x1 10%           | 2026-01-29   | 2026-02-27T12:00:00Z | Europe/Riga      | r 25.00
        staged 25%x1 10%           | 2026-01-29   | 2026-02-28T12:00:00Z | Europe/Riga      | r 10.00
        staged 25%x1 10%           | 2028-01-31   | 2028-02-28T12:00:00Z | Europe/Riga      | r 25.00
        staged 25%x1 10%           | 2028-01-31   | 2028-02-29T12:00:00Z | Europe/Riga      | r 10.00
        staged 25%x12 10%          | 2028-02-29   | 2029-02-27T12:00:00Z | Europe/Riga      | r 25.00
        staged 25%x12 10%          | 2028-02-29   | 2029-02-28T12:00:00Z | Europe/Riga      | r 10.00
        staged 25%x48 10%          | 2028-02-29   | 2032-02-28T12:00:00Z | Europe/Riga      | r 25.00
        staged 25%x48 10%          | 2028-02-29   | 2032-02-29T12:00:00Z | Europe/Riga      | r 10.00
        staged 25%x1 10%           | 2026-03-31   | 2026-04-29T12:00:00Z | Europe/Riga      | r 25.00
        staged 25%x1 10%           | 2026-03-31   | 2026-04-30T12:00:00Z | Europe/Riga      | r 10.00
        staged 25%x1 10%           | 2026-02-28   | 2026-03-27T12:00:00Z | Europe/Riga      | r 25.00
        staged 25%x1 10%           | 2026-02-28   | 2026-03-28T12:00:00Z | Europe/Riga      | r 10.00
        # each counted from the first charge, not from the clamped day
        staged 30%x1 20%x1 10%     | 2026-01-31   | 2026-02-27T12:00:00Z | Europe/Riga      | r 30.00
        staged 30%x1 20%x1 10%     | 2026-01-31   | 2026-02-28T12:00:00Z | Europe/Riga      | r 20.00
        staged 30%x1 20%x1 10%     | 2026-01-31   | 2026-03-30T12:00:00Z | Europe/Riga      | r 20.00
        staged 30%x1 20%x1 10%     | 2026-01-31   | 2026-03-31T12:00:00Z | Europe/Riga      | r 10.00
        # after the last stage nothing is paid
        staged 25%x12              | 2025-11-22   | 2026-11-21T12:00:00Z | Europe/Riga      | r 25.00
        staged 25%x12              | 2025-11-22   | 2026-11-22T12:00:00Z | Europe/Riga      | -
        staged 30.00x1 20.00x2     | 2026-01-15   | 2026-04-14T12:00:00Z | Europe/Riga      | r 20.00
        staged 30.00x1 20.00x2     | 2026-01-15   | 2026-04-15T12:00:00Z | Europe/Riga      | -
        staged 5.00+10%x1 2.00     | 2026-01-15   | 2026-01-15T12:00:00Z | Europe/Riga      | r 15.00
        staged 3.00/itemx1 2.00    | 2026-01-15   | 2026-01-15T12:00:00Z | Europe/Riga      | r 3.00
        # ends where the day of 25 hours begins
        staged 25%x1 10%           | 2026-09-25   | 2026-10-24T20:59:59Z | Europe/Riga      | r 25.00
        staged 25%x1 10%           | 2026-09-25   | 2026-10-24T21:00:00Z | Europe/Riga      | r 10.00
        """)
    void stages_countFromTheFirstCharge(String stages, String first, String at, String zone, String expected) {
        String facts = "event=subscription first=" + first + " at=" + at + " zone=" + zone;
        Told.earns("r > " + stages, "100.00", facts, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # terms                   | facts                                                            | expected
        r > staged 25%x12 10%     | event=sale                                                       | r 25.00
        r > staged 25%x1 10%      | event=sale                                                       | r 25.00
        r > staged 25%x12 10%     | event=subscription                                               | r 25.00
        r > 50%                   | event=subscription first=2025-11-22 override=staged_25%x12_10%   | r 10.00
        r > 50%                   | event=subscription first=2025-11-23 override=staged_25%x12_10%   | r 25.00
        """)
    void stages_withoutAFirstCharge_andAsAnOverride(String terms, String facts, String expected) {
        Told.earns(terms, "100.00", facts, expected);
    }
}
