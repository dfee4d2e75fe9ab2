package dev.tributary.domain.oracle.earning;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Least and most, splits, caps, and what is rounded together; each row on engine and oracle.
class LimitTableTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # terms                                                | order                          | expected
        r > 10%; least 5.00; most 50.00                        | 20.00                          | r 5.00
        r > 10%; least 5.00; most 50.00                        | 50.00                          | r 5.00
        r > 10%; least 5.00; most 50.00                        | 60.00                          | r 6.00
        r > 10%; least 5.00; most 50.00                        | 500.00                         | r 50.00
        r > 10%; least 5.00; most 50.00                        | 500.10                         | r 50.00
        r > 10%; least 5.00; most 50.00                        | 9999.00                        | r 50.00
        r > 10%; least 5.00; most 50.00                        | 0.01                           | r 5.00
        # least needs pay above 0
        r > 10%; least 5.00; most 50.00                        | -                              | -
        r > 0%; least 5.00                                     | 100.00                         | -
        r event=lead > 10%; least 5.00                         | 100.00                         | -
        r > 10%; least 5.00                                    | 1000.00                        | r 100.00
        r > 10%; most 5.00                                     | 20.00                          | r 2.00
        r > 10%; most 0.00                                     | 20.00                          | -
        r > 10%; least 5.00; most 5.00                         | 20.00                          | r 5.00
        r > 10.00; most 5.00                                   | -                              | r 5.00
        # on the conversion's sum, spread pro rata
        a sku=S1 > 10%; b > 5%; least 10.00                    | 100.00 S1=60.00 S2=40.00       | a 7.50, b 2.50
        a sku=S1 > 10%; b > 5%; most 4.00                      | 100.00 S1=60.00 S2=40.00       | a 3.00, b 1.00
        a sku=S1 > 10%; b > 5%; most 8.00                      | 100.00 S1=60.00 S2=40.00       | a 6.00, b 2.00
        a sku=S1 > 0%; b > 5%; least 10.00                     | 100.00 S1=60.00 S2=40.00       | b 10.00
        a sku=S1 > 10%; b sku=S2 > 10%; c > 10%; most 1.00     | 90.00 S1=30.00 S2=30.00 S3=30.00 | a 0.34, b 0.33, c 0.33
        a sku=S1 > 10%; b > 10%; least 0.05                    | 0.20 S1=0.10 S2=0.10           | a 0.03, b 0.02
        # together, as the terms state a most: 0.015 and 0.015 are 0.03
        a sku=S1 > 5%; b > 5%; most 50.00                      | 0.60 S1=0.30 S2=0.30           | a 0.02, b 0.01
        a sku=S1 > 5%; b > 5%; least 0.01                      | 0.60 S1=0.30 S2=0.30           | a 0.02, b 0.01
        a sku=S1 > 5%; b > 5%; cap month 50.00                 | 0.60 S1=0.30 S2=0.30           | a 0.02, b 0.01
        a sku=S1 > 5%; b > 5%; cap a month 50.00               | 0.60 S1=0.30 S2=0.30           | a 0.02, b 0.02
        a sku=S1 > 5%; b > 5%                                  | 0.60 S1=0.30 S2=0.30           | a 0.02, b 0.02
        # 0.014 and 0.022: the one that lost more
        a sku=S1 > 10%; b > 10%; most 50.00                    | 0.36 S1=0.14 S2=0.22           | a 0.02, b 0.02
        a sku=S1 > 10%; b > 10%; most 50.00                    | 0.40 S1=0.12 S2=0.28           | a 0.01, b 0.03
        r > 12.5%; least 0.01                                  | 0.36                           | r 0.05
        r > 10%; least 5; most 50                              | JPY 1005                       | r 50
        a sku=S1 > 10%; b sku=S2 > 10%; c > 10%; most 100      | JPY 9000 S1=3000 S2=3000 S3=3000 | a 34, b 33, c 33
        r > 10%; least 0.500                                   | KWD 1.005                      | r 0.500
        # after the tier
        r > marginal revenue month 0:5% 1000:7%; most 20.00    | 1000.00                        | r 20.00
        r > staged 25%x12 10%; least 30.00                     | 100.00                         | r 30.00
        r > 1.00/item; most 2.00                               | 10.00 S1*3=10.00               | r 2.00
        """)
    void leastAndMost(String terms, String order, String expected) {
        Told.earns(terms, order, "-", expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # terms                                      | order  | facts                                          | expected
        r > 10%                                      | 100.00 | part=1/3 & part=1/3 & part=1/3                 | r 3.34 & r 3.33 & r 3.33
        r > 10%                                      | 100.00 | part=1/2 & part=1/2                            | r 5.00 & r 5.00
        r > 10%                                      | 100.10 | part=1/2 & part=1/2                            | r 5.01 & r 5.00
        r > 10%                                      | 100.00 | part=2/5 & part=1/5 & part=2/5                 | r 4.00 & r 2.00 & r 4.00
        r > 10%                                      | 100.00 | part=2/5 & part=1/10 & part=1/10 & part=2/5    | r 4.00 & r 1.00 & r 1.00 & r 4.00
        r > 10%                                      | 100.00 | part=2/5 & part=1/15 & part=1/15 & part=1/15 & part=2/5 | r 4.00 & r 0.67 & r 0.67 & r 0.66 & r 4.00
        r > 10%                                      | 100.00 | part=1/4 & part=3/4                            | r 2.50 & r 7.50
        r > 10%                                      | 0.10   | part=1/3 & part=1/3 & part=1/3                 | r 0.01 & - & -
        r > 10%                                      | 0.20   | part=1/3 & part=1/3 & part=1/3                 | r 0.01 & r 0.01 & -
        r > 10%                                      | 0.04   | part=1/3 & part=1/3 & part=1/3                 | -
        r > 10%                                      | 1.00   | part=1/7 & part=1/7 & part=1/7 & part=1/7 & part=1/7 & part=1/7 & part=1/7 | r 0.02 & r 0.02 & r 0.02 & r 0.01 & r 0.01 & r 0.01 & r 0.01
        r > 10%                                      | JPY 1000  | part=1/3 & part=1/3 & part=1/3              | r 34 & r 33 & r 33
        r > 10%                                      | KWD 100.000 | part=1/3 & part=1/3 & part=1/3            | r 3.334 & r 3.333 & r 3.333
        r > 5.00                                     | 100.00 | part=1/2 & part=1/2                            | r 2.50 & r 2.50
        r > 0.01                                     | 100.00 | part=1/2 & part=1/2                            | r 0.01 & -
        # a cut whose rest nobody gets: 0.005 and 0.005 of one rule each are 0.01
        r > 10%                                      | 100.00 | part=1/2                                       | r 5.00
        a sku=S1 > 5%; b > 5%                        | 0.40 S1=0.20 S2=0.20 | part=1/2                         | a 0.01
        a sku=S1 > 5%; b > 5%                        | 0.40 S1=0.20 S2=0.20 | part=1/2 & part=1/2              | a 0.01 & a 0.01
        # each by its own terms on the whole conversion
        r > 10% & r > 20%                            | 100.00 | part=1/2 & part=1/2                            | r 5.00 & r 10.00
        r > 10%; least 15.00 & r > 20%               | 100.00 | part=1/2 & part=1/2                            | r 7.50 & r 10.00
        r event=lead > 10% & r > 20%                 | 100.00 | part=1/2 & part=1/2                            | - & r 10.00
        a group=vip > 20%; b > 10%                   | 100.00 | part=1/2 group=vip & part=1/2                  | a 10.00 & b 5.00
        r > 10%                                      | 100.00 | part=1/2 override=30% & part=1/2               | r 15.00 & r 5.00
        r > 10%; least 5.00                          | 20.00  | part=1/2 & part=1/2                            | r 2.50 & r 2.50
        r > 10%; most 50.00                          | 1000.00| part=1/2 & part=1/2                            | r 25.00 & r 25.00
        r > 10%; most 50.00                          | 1000.00| part=1/3 & part=1/3 & part=1/3                 | r 16.67 & r 16.67 & r 16.66
        # the shares to the whole first, 0.0765 and 0.0765 to 0.15, then the rules of each to its own
        a sku=S1 > 10%; b > 5%                       | 1.96 S1=1.10 S2=0.86 | part=1/2 & part=1/2              | a 0.06, b 0.02 & a 0.05, b 0.02
        """)
    void splits_sumToTheWhole(String terms, String order, String facts, String expected) {
        Told.earns(terms, order, facts, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # terms, of an order of 100.00 with two lines          | facts                                              | expected
        r > 10%; cap month 15.00                               | -                                                  | r 10.00
        r > 10%; cap month 15.00                               | cap@2026-11=4.99                                   | r 10.00
        r > 10%; cap month 15.00                               | cap@2026-11=5.00                                   | r 10.00
        r > 10%; cap month 15.00                               | cap@2026-11=5.01                                   | r 9.99
        r > 10%; cap month 15.00                               | cap@2026-11=10.00                                  | r 5.00
        r > 10%; cap month 15.00                               | cap@2026-11=14.99                                  | r 0.01
        r > 10%; cap month 15.00                               | cap@2026-11=15.00                                  | -
        r > 10%; cap month 15.00                               | cap@2026-11=20.00                                  | -
        r > 10%; cap month 15.00                               | cap@2026-10=15.00                                  | r 10.00
        r > 10%; cap month 15.00                               | cap@2026-11=15.00 at=2026-11-30T21:59:59Z          | -
        r > 10%; cap month 15.00                               | cap@2026-11=15.00 at=2026-11-30T22:00:00Z          | r 10.00
        r > 10%; cap day 15.00                                 | cap@2026-11-22=10.00                               | r 5.00
        r > 10%; cap day 15.00                                 | cap@2026-11-21=10.00                               | r 10.00
        r > 10%; cap day 15.00                                 | cap@2026-11-22=15.00 at=2026-11-22T21:59:59Z       | -
        r > 10%; cap day 15.00                                 | cap@2026-11-22=15.00 at=2026-11-22T22:00:00Z       | r 10.00
        r > 10%; cap day 15.00                                 | cap@2026-10-25=15.00 at=2026-10-25T21:59:59Z       | -
        r > 10%; cap month 0.00                                | -                                                  | -
        r > 10%; cap r month 15.00                             | cap.r@2026-11=10.00                                | r 5.00
        r > 10%; cap r month 15.00                             | cap@2026-11=15.00                                  | r 10.00
        r > 10%; cap month 15.00                               | cap.r@2026-11=15.00                                | r 10.00
        r > 10%; cap r day 15.00                               | cap.r@2026-11-22=10.00                             | r 5.00
        r > 10%; cap q month 1.00                              | -                                                  | r 10.00
        r > 10%; cap day 8.00; cap month 5.00                  | -                                                  | r 5.00
        r > 10%; cap month 5.00; cap day 8.00                  | -                                                  | r 5.00
        a sku=S1 > 10%; b > 10%; cap a month 3.00              | -                                                  | a 3.00, b 4.00
        a sku=S1 > 10%; b > 10%; cap month 5.00                | -                                                  | a 3.00, b 2.00
        # those of one rule first, wherever they stand
        a sku=S1 > 10%; b > 10%; cap month 6.00; cap a month 2.00 | -                                               | a 2.00, b 4.00
        a sku=S1 > 10%; b > 10%; cap month 3.00; cap a month 2.00 | -                                               | a 1.00, b 2.00
        a sku=S1 > 10%; b > 10%; cap a month 0.00; cap month 3.00 | -                                               | b 3.00
        a sku=S1 > 10%; b > 10%; cap a day 5.00; cap a month 4.00 | cap.a@2026-11=2.00                              | a 2.00, b 4.00
        a sku=S1 > 10%; b > 10%; cap month 0.05                | -                                                  | a 0.03, b 0.02
        a sku=S1 > 10%; b > 10%; cap month 0.01                | -                                                  | a 0.01
        # a refund of a capped one gave room: it is for later ones
        r > 10%; cap month 15.00                               | cap@2026-11=7.50                                   | r 7.50
        # after least, most and split
        r > 10%; least 20.00; cap month 5.00                   | -                                                  | r 5.00
        r > 10%; most 8.00; cap month 15.00                    | cap@2026-11=10.00                                  | r 5.00
        r > 10%; cap month 5.00                                | part=1/2 & part=1/2                                | r 5.00 & r 5.00
        r > 10%; cap month 5.00 & r > 10%                      | part=1/2 cap@2026-11=2.00 & part=1/2               | r 3.00 & r 5.00
        r > 10%; cap month 5.00                                | part=1/3 cap@2026-11=5.00 & part=1/3 & part=1/3    | - & r 3.34 & r 3.33
        r > marginal revenue month 0:5% 1000:7%; cap month 4.00 | -                                                 | r 4.00
        r > 10%; cap month 4.00                                | override=20%                                       | r 4.00
        """)
    void caps_areNotExceeded(String terms, String facts, String expected) {
        Told.earns(terms, "100.00 S1=60.00 S2=40.00", facts, expected);
    }
}
