package dev.tributary.domain.oracle.earning;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tiers, each row on engine and oracle. The steps by revenue are those of the design's own table.
class TierTableTest {
    private static final String BY_REVENUE = " revenue month 0:5% 1000:7% 5000:10%";
    private static final String BY_COUNT = " month 0:5.00 10:7.00 50:10.00";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # so far  | sale                                | marginal | retroactive
        900.00    | 200.00                              | r 12.00  | r 14.00
        900.00    | 100.00                              | r 5.00   | r 7.00
        900.00    | 99.00                               | r 4.95   | r 4.95
        900.00    | 110.00                              | r 5.70   | r 7.70
        1000.00   | 100.00                              | r 7.00   | r 7.00
        999.99    | 100.00                              | r 7.00   | r 7.00
        1000.01   | 100.00                              | r 7.00   | r 7.00
        0.00      | 100.00                              | r 5.00   | r 5.00
        0.00      | 1000.00                             | r 50.00  | r 70.00
        0.00      | 999.99                              | r 50.00  | r 50.00
        0.00      | 1001.00                             | r 50.07  | r 70.07
        0.00      | 5000.00                             | r 330.00 | r 500.00
        0.00      | 6000.00                             | r 430.00 | r 600.00
        900.00    | 4200.00                             | r 295.00 | r 420.00
        900.00    | 4100.00                             | r 285.00 | r 410.00
        900.00    | 4099.00                             | r 284.93 | r 286.93
        4900.00   | 200.00                              | r 17.00  | r 20.00
        9000.00   | 100.00                              | r 10.00  | r 10.00
        # exact sums, rounded once: 0.015 + 0.007
        999.70    | 0.40                                | r 0.02   | r 0.03
        # the base, not the amount
        900.00    | 242.00 tax=42.00                    | r 12.00  | r 14.00
        900.00    | 200.00 S1=150.00 S2=50.00           | r 12.00  | r 14.00
        # in the program's currency
        900.00    | USD 400.00 @0.5 EUR                 | r 12.00  | r 14.00
        # the earlier sale of 900.00: 45.00, after the change 63.00, an adjustment of 18.00
        0.00      | 900.00                              | r 45.00  | r 45.00
        200.00    | 900.00                              | r 47.00  | r 63.00
        100.00    | 900.00                              | r 45.00  | r 63.00
        """)
    void revenue(String before, String order, String marginal, String retroactive) {
        String facts = "revenue@2026-11=" + before;
        Told.earns("r > marginal" + BY_REVENUE, order, facts, marginal);
        Told.earns("r > retroactive" + BY_REVENUE, order, facts, retroactive);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # facts                                                                              | marginal         | retroactive
        revenue@2026-10=900.00                                                               | r 10.00          | r 10.00
        revenue@2026-12=900.00                                                               | r 10.00          | r 10.00
        revenue@2026-11=900.00 at=2026-11-30T21:59:59Z                                       | r 12.00          | r 14.00
        revenue@2026-11=900.00 at=2026-11-30T22:00:00Z                                       | r 10.00          | r 10.00
        revenue@2026-12=900.00 at=2026-11-30T22:00:00Z                                       | r 12.00          | r 14.00
        revenue@2026-11=900.00 at=2026-12-01T04:59:59Z zone=America/New_York                 | r 12.00          | r 14.00
        revenue@2026-11=900.00 at=2026-12-01T05:00:00Z zone=America/New_York                 | r 10.00          | r 10.00
        revenue@2028-02=900.00 at=2028-02-29T21:59:59Z                                       | r 12.00          | r 14.00
        revenue@2028-03=900.00 at=2028-02-29T22:00:00Z                                       | r 12.00          | r 14.00
        # only sales and charges count as revenue
        revenue@2026-11=900.00 event=subscription                                            | r 12.00          | r 14.00
        revenue@2026-11=900.00 event=lead                                                    | r 10.00          | r 10.00
        revenue@2026-11=999.99 event=lead                                                    | r 10.00          | r 10.00
        revenue@2026-11=1000.00 event=lead                                                   | r 14.00          | r 14.00
        revenue@2026-11=900.00 event=trial_end                                               | r 10.00          | r 10.00
        # a split counts revenue by share
        revenue@2026-11=900.00 part=1/2 & revenue@2026-11=900.00 part=1/2                    | r 5.00 & r 5.00  | r 7.00 & r 7.00
        revenue@2026-11=899.99 part=1/2 & revenue@2026-11=900.00 part=1/2                    | r 5.00 & r 5.00  | r 5.00 & r 7.00
        revenue@2026-11=950.00 part=1/2 & revenue@2026-11=950.00 part=1/2                    | r 6.00 & r 6.00  | r 7.00 & r 7.00
        revenue@2026-11=950.00 part=1/2 & part=1/2                                           | r 6.00 & r 5.00  | r 7.00 & r 5.00
        revenue@2026-11=960.00 part=2/5 & part=1/5 & revenue@2026-11=5000.00 part=2/5        | r 4.80 & r 2.00 & r 8.00 | r 5.60 & r 2.00 & r 8.00
        revenue@2026-11=900.00 part=1/4                                                      | r 2.50           | r 2.50
        revenue@2026-11=950.00 part=1/4                                                      | r 2.50           | r 3.50
        """)
    void revenue_ofTheMonthOfTheEvent_byShare(String facts, String marginal, String retroactive) {
        Told.earns("r > marginal" + BY_REVENUE, "200.00", facts, marginal);
        Told.earns("r > retroactive" + BY_REVENUE, "200.00", facts, retroactive);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # terms, by revenue of 900.00 so far                                        | order                         | expected
        a sku=S1 > marginal revenue month 0:5% 1000:7%; b > 20%                     | 200.00 S1=150.00 S2=50.00     | a 9.00, b 10.00
        a sku=S1 > marginal revenue month 0:5% 1000:7%                              | 200.00 S1=150.00 S2=50.00     | a 9.00
        a sku=S1 > marginal revenue month 0:5% 1000:7%                              | 200.00 S1=150.00              | a 9.00
        a sku=S1 > marginal revenue month 0:5% 1000:7%                              | 100.00 S1=150.00 S2=50.00     | a 3.75
        a sku=S1 > retroactive revenue month 0:5% 1000:7%; b > 20%                  | 200.00 S1=150.00 S2=50.00     | a 10.50, b 10.00
        a sku=S1 > retroactive revenue month 0:5% 1000:7%                           | 100.00 S1=1.00                | a 0.07
        a sku=S1 > marginal revenue month 0:5% 1000:7%; b > marginal revenue month 0:5% 1000:7% | 200.00 S1=150.00 S2=50.00 | a 9.00, b 3.00
        r > marginal revenue day 0:5% 1000:7%                                       | 200.00                        | r 12.00
        r > marginal revenue quarter 0:5% 1000:7%                                   | 200.00                        | r 12.00
        r > marginal revenue year 0:5% 1000:7%                                      | 200.00                        | r 12.00
        r > marginal revenue ever 0:5% 1000:7%                                      | 200.00                        | r 12.00
        r > retroactive revenue day 0:5% 1000:7%                                    | 200.00                        | r 14.00
        r > retroactive revenue quarter 0:5% 1000:7%                                | 200.00                        | r 14.00
        r > retroactive revenue year 0:5% 1000:7%                                   | 200.00                        | r 14.00
        r > retroactive revenue ever 0:5% 1000:7%                                   | 200.00                        | r 14.00
        # what lies below the first step is paid at it
        r > marginal revenue month 950:5% 1000:7%                                   | 200.00                        | r 12.00
        r > marginal revenue month 5000:5% 6000:7%                                  | 200.00                        | r 10.00
        r > retroactive revenue month 5000:5% 6000:7%                               | 200.00                        | r 10.00
        r > marginal revenue month 0:5%                                             | 200.00                        | r 10.00
        # from nothing: the affiliate earns from the next step on
        r > marginal revenue month 0:0% 1000:7%                                     | 200.00                        | r 7.00
        r > marginal revenue month 0:0% 1000:7%                                     | 100.00                        | -
        # what is paid once is paid once: of each slice its part
        r > marginal revenue month 0:5.00 1000:7.00                                 | 200.00                        | r 6.00
        r > marginal revenue month 0:5.00 1000:7.00                                 | 100.00                        | r 5.00
        r > marginal revenue month 0:5.00 1000:7.00                                 | 400.00                        | r 6.50
        r > marginal revenue month 0:1.00+5% 1000:2.00+7%                           | 200.00                        | r 13.50
        r > marginal revenue month 0:1.00/item 1000:2.00/item                       | 200.00 S1*4=200.00            | r 6.00
        r > retroactive revenue month 0:5.00 1000:7.00                              | 200.00                        | r 7.00
        r > marginal revenue month 0:5.00 1000:7.00                                 | -                             | r 5.00
        """)
    void revenue_ofOneRule_ofAnyPeriod(String terms, String order, String expected) {
        String facts = "revenue@2026-11=900.00 revenue@2026-11-22=900.00 revenue@2026-Q4=900.00 "
                + "revenue@2026=900.00 revenue@ever=900.00 revenue@2026-11-21=9000.00 revenue@2026-Q3=9000.00 "
                + "revenue@2025=9000.00";
        Told.earns(terms, order, facts, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # measure          | facts                                                | marginal        | retroactive
        conversions        | -                                                    | r 5.00          | r 5.00
        conversions        | conversions@2026-11=8                                | r 5.00          | r 5.00
        conversions        | conversions@2026-11=9                                | r 5.00          | r 7.00
        conversions        | conversions@2026-11=10                               | r 7.00          | r 7.00
        conversions        | conversions@2026-11=11                               | r 7.00          | r 7.00
        conversions        | conversions@2026-11=49                               | r 7.00          | r 10.00
        conversions        | conversions@2026-11=50                               | r 10.00         | r 10.00
        conversions        | conversions@2026-11=9000                             | r 10.00         | r 10.00
        conversions        | conversions@2026-10=50                               | r 5.00          | r 5.00
        conversions        | conversions@2026-11=10 event=lead                    | r 7.00          | r 7.00
        conversions        | conversions@2026-11=9 event=lead                     | r 5.00          | r 7.00
        conversions        | new_customers@2026-11=50 revenue@2026-11=9000.00     | r 5.00          | r 5.00
        # a split counts conversions as 1 each
        conversions        | conversions@2026-11=9 part=1/2 & part=1/2            | r 2.50 & r 2.50 | r 3.50 & r 2.50
        conversions        | conversions@2026-11=10 part=1/2 & part=1/2           | r 3.50 & r 2.50 | r 3.50 & r 2.50
        new_customers      | new new_customers@2026-11=9                          | r 5.00          | r 7.00
        new_customers      | new new_customers@2026-11=10                         | r 7.00          | r 7.00
        new_customers      | returning new_customers@2026-11=9                    | r 5.00          | r 5.00
        new_customers      | returning new_customers@2026-11=10                   | r 7.00          | r 7.00
        new_customers      | new_customers@2026-11=9                              | r 5.00          | r 5.00
        new_customers      | new new_customers@2026-11=9 part=1/2 & new part=1/2  | r 2.50 & r 2.50 | r 3.50 & r 2.50
        qualified_clicks   | qualified_clicks@2026-11=9                           | r 5.00          | r 5.00
        qualified_clicks   | qualified_clicks@2026-11=10                          | r 7.00          | r 7.00
        qualified_clicks   | qualified_clicks@2026-11=49                          | r 7.00          | r 7.00
        qualified_clicks   | qualified_clicks@2026-11=50                          | r 10.00         | r 10.00
        """)
    void counts(String measure, String facts, String marginal, String retroactive) {
        Told.earns("r > marginal " + measure + BY_COUNT, "100.00", facts, marginal);
        Told.earns("r > retroactive " + measure + BY_COUNT, "100.00", facts, retroactive);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # terms                                              | order        | facts                                                     | expected
        r > marginal conversions day 0:5% 10:7%              | 100.00       | conversions@2026-11-22=10                                 | r 7.00
        r > marginal conversions day 0:5% 10:7%              | 100.00       | conversions@2026-11-21=10                                 | r 5.00
        r > retroactive conversions quarter 0:5% 10:7%       | 100.00       | conversions@2026-Q4=9                                     | r 7.00
        r > marginal conversions quarter 0:5% 10:7%          | 100.00       | conversions@2026-Q3=10 at=2026-09-30T20:59:59Z            | r 7.00
        r > marginal conversions quarter 0:5% 10:7%          | 100.00       | conversions@2026-Q3=10 at=2026-09-30T21:00:00Z            | r 5.00
        r > marginal conversions year 0:5% 10:7%             | 100.00       | conversions@2026=10 at=2026-12-31T21:59:59Z               | r 7.00
        r > marginal conversions year 0:5% 10:7%             | 100.00       | conversions@2026=10 at=2026-12-31T22:00:00Z               | r 5.00
        r > marginal conversions ever 0:5% 10:7%             | 100.00       | conversions@ever=10                                       | r 7.00
        r > marginal conversions month 5:5.00 10:7.00        | 100.00       | conversions@2026-11=4                                     | r 5.00
        r > retroactive conversions month 0:1.00+5% 10:2.00+7% | 100.00     | conversions@2026-11=9                                     | r 9.00
        r > marginal revenue month 0:5% 1000:7%              | JPY 200      | revenue@2026-11=900                                       | r 12
        r > marginal revenue month 0:5% 1000:7%              | KWD 200.000  | revenue@2026-11=900.000                                   | r 12.000
        r > marginal revenue month 0:5% 1.005:7%             | KWD 0.200    | revenue@2026-11=0.905                                     | r 0.012
        r > 50%                                              | 200.00       | revenue@2026-11=900.00 override=marginal_revenue_month_0:5%_1000:7% | r 12.00
        r > 50%                                              | 200.00       | revenue@2026-11=900.00 override=retroactive_revenue_month_0:5%_1000:7% | r 14.00
        # half a cent counts as one: 1,000.00 is reached
        r > retroactive revenue month 0:1.00 1000:2.00       | 0.01         | revenue@2026-11=999.99 part=1/2 & part=1/2                | r 1.00 & r 0.50
        # a base of 0 moves nothing
        r > marginal revenue month 0:5.00 1000:7.00          | -            | revenue@2026-11=999.99                                    | r 5.00
        r > marginal revenue month 0:5.00 1000:7.00          | -            | revenue@2026-11=1000.00                                   | r 7.00
        r > retroactive revenue month 0:5.00 1000:7.00       | -            | revenue@2026-11=1000.00                                   | r 7.00
        """)
    void periods_currenciesAndOverrides(String terms, String order, String facts, String expected) {
        Told.earns(terms, order, facts, expected);
    }
}
