package dev.tributary.domain.oracle.earning;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which rule wins which part of an order, and what the order's base is; each row on engine and oracle.
class RuleTableTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # terms                                | order                                     | expected
        r > 10%                                | 100.00                                    | r 10.00
        r > 10%                                | 126.00 tax=21.00 shipping=5.00            | r 10.00
        r > 10%                                | 126.00 tax=21.00 shipping=4.00 fee=1.00   | r 10.00
        r > 10%                                | 21.00 tax=21.00                           | -
        r > 5.00                               | 21.00 tax=21.00                           | r 5.00
        r > 10%                                | 0.00                                      | -
        r > 5.00                               | 0.00                                      | r 5.00
        r > 10%                                | -                                         | -
        r > 5.00                               | -                                         | r 5.00
        r > 5.00+10%                           | -                                         | r 5.00
        r > 1.00/item                          | -                                         | r 1.00
        r > 5.00+10%                           | - S1=10.00 S2=5.00                        | r 5.00
        r > 1.00/item                          | - S1*3=10.00                              | r 1.00
        r sku=S1 > 5.00                        | - S1=10.00                                | -
        r sku=S1 > 5.00                        | 21.00 tax=21.00 S1=10.00                  | -
        a sku=S1 > 10%; b > 5%                 | 100.00 S1=60.00 S2=40.00                  | a 6.00, b 2.00
        a sku=S1 > 10%; b > 5%                 | 100.00 S1=60.00                           | a 6.00, b 2.00
        a sku=S1 > 10%                         | 100.00 S1=60.00                           | a 6.00
        a sku=S2 > 10%                         | 100.00 S1=60.00                           | -
        a sku=S1 > 10%; b > 5%                 | 50.00 S1=60.00 S2=40.00                   | a 3.00, b 1.00
        a sku=S1 > 10%; b > 5%                 | 121.00 tax=21.00 S1=60.00 S2=40.00        | a 6.00, b 2.00
        a sku=S1 > 10%; b > 5%                 | 90.00 tax=15.00 S1=60.00 S2=40.00         | a 4.50, b 1.50
        a sku=S1 > 10%; b sku=S2 > 10%         | 10.00 S1=20.00 S2=10.00                   | a 0.67, b 0.33
        a category=hats > 10%; b > 5%          | 100.00 S1/hats=60.00 S2/shoes=40.00       | a 6.00, b 2.00
        a category=hats > 10%                  | 100.00 S1=60.00 S2/shoes=40.00            | -
        a category=hats > 10%                  | 100.00 S1/hats=60.00                      | a 6.00
        a category=Hats > 10%                  | 100.00 S1/hats=60.00                      | -
        a sku=S1 > 10%; b category=hats > 20%  | 100.00 S1/hats=60.00 S2/hats=40.00        | a 6.00, b 8.00
        b category=hats > 20%; a sku=S1 > 10%  | 100.00 S1/hats=60.00 S2/hats=40.00        | b 20.00
        a sku=S1,S2 > 10%                      | 100.00 S1=60.00 S2=40.00                  | a 10.00
        a sku=S1 category=hats > 10%           | 100.00 S1/shoes=60.00 S2/hats=40.00       | -
        a sku=S1 category=hats > 10%           | 100.00 S1/hats=60.00 S1/shoes=40.00       | a 6.00
        a sku=s1 > 10%                         | 100.00 S1=100.00                          | -
        a sku=S1 > 10%; b > 5%                 | 100.00 S1=30.00 S2=40.00 S1=30.00         | a 6.00, b 2.00
        a sku=S1 > 10%; b > 5%                 | 100.00 _=60.00 S2=40.00                   | b 5.00
        r > 5%                                 | 0.60 S1=0.30 S2=0.30                      | r 0.03
        a sku=S1 > 5%; b > 5%                  | 0.60 S1=0.30 S2=0.30                      | a 0.02, b 0.02
        r > 10%                                | 100.00 S1=0.00                            | r 10.00
        a sku=S1 > 5.00; b > 10%               | 100.00 S1=0.00 S2=100.00                  | a 5.00, b 10.00
        r > 5.00                               | 100.00 S1=50.00 S2=50.00                  | r 5.00
        a sku=S1 > 5.00; b > 5.00              | 100.00 S1=50.00 S2=50.00                  | a 5.00, b 5.00
        a > 10%; b > 20%                       | 100.00                                    | a 10.00
        """)
    void base_isWonLineByLine(String terms, String order, String expected) {
        Told.earns(terms, order, "-", expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # terms, of an order of 100.00            | facts                          | expected
        a event=sale > 10%                        | event=sale                     | a 10.00
        a event=sale > 10%                        | event=lead                     | -
        a event=sale,lead > 10%                   | event=lead                     | a 10.00
        a event=trial_end > 10%                   | event=trial_end                | a 10.00
        a event=sale > 10%; b > 5%                | event=signup                   | b 5.00
        a group=vip > 10%; b > 5%                 | group=vip                      | a 10.00
        a group=vip > 10%; b > 5%                 | group=autumn                   | b 5.00
        a group=vip > 10%; b > 5%                 | group=Vip                      | b 5.00
        a group=vip > 10%; b > 5%                 | -                              | b 5.00
        a group=vip > 10%; b > 5%                 | group=autumn,vip               | a 10.00
        a group=vip,autumn > 10%                  | group=autumn                   | a 10.00
        a group=vip group=autumn > 10%            | group=autumn                   | -
        a group=vip group=autumn > 10%            | group=autumn,vip               | a 10.00
        a channel=newsletter > 10%; b > 5%        | channel=newsletter             | a 10.00
        a channel=newsletter > 10%; b > 5%        | channel=website                | b 5.00
        a channel=newsletter > 10%; b > 5%        | -                              | b 5.00
        a channel=newsletter,podcast > 10%        | channel=podcast                | a 10.00
        a coupon > 10%; b > 5%                    | coupon=ANNA10                  | a 10.00
        a coupon > 10%; b > 5%                    | -                              | b 5.00
        a coupon=ANNA10 > 10%; b > 5%             | coupon=ANNA10                  | a 10.00
        a coupon=ANNA10 > 10%; b > 5%             | coupon=anna10                  | a 10.00
        a coupon=anna10 > 10%; b > 5%             | coupon=ANNA10                  | a 10.00
        a coupon=ANNA10 > 10%; b > 5%             | coupon=BEN                     | b 5.00
        a coupon=ANNA10 > 10%; b > 5%             | -                              | b 5.00
        a coupon=ANNA10,BEN > 10%                 | coupon=BEN                     | a 10.00
        a new > 10%; b > 5%                       | new                            | a 10.00
        a new > 10%; b > 5%                       | returning                      | b 5.00
        a new > 10%; b > 5%                       | -                              | b 5.00
        a returning > 10%; b > 5%                 | returning                      | a 10.00
        a returning > 10%; b > 5%                 | new                            | b 5.00
        a returning > 10%; b > 5%                 | -                              | b 5.00
        a country=LV,EE > 10%; b > 5%             | country=EE                     | a 10.00
        a country=LV,EE > 10%; b > 5%             | country=LT                     | b 5.00
        a country=LV,EE > 10%; b > 5%             | -                              | b 5.00
        a device=mobile,tablet > 10%; b > 5%      | device=tablet                  | a 10.00
        a device=mobile > 10%; b > 5%             | device=desktop                 | b 5.00
        a device=mobile > 10%; b > 5%             | -                              | b 5.00
        a event=sale group=vip > 10%; b > 5%      | group=vip                      | a 10.00
        a event=lead group=vip > 10%; b > 5%      | group=vip                      | b 5.00
        a event=sale new country=LV > 10%; b > 5% | new country=LV                 | a 10.00
        a event=sale new country=LV > 10%; b > 5% | new country=US                 | b 5.00
        r > 10%                                   | override=5.00                  | r 5.00
        r > 10%                                   | override=12.5%                 | r 12.50
        r > 10%                                   | override=0%                    | -
        r event=lead > 10%                        | override=20%                   | -
        """)
    void conditions_holdForWhatIsKnown(String terms, String facts, String expected) {
        Told.earns(terms, "100.00", facts, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # terms                         | order                              | facts        | expected
        a amount=50.00..100.00 > 10%    | 49.99                              | -            | -
        a amount=50.00..100.00 > 10%    | 50.00                              | -            | a 5.00
        a amount=50.00..100.00 > 10%    | 100.00                             | -            | a 10.00
        a amount=50.00..100.00 > 10%    | 100.01                             | -            | -
        a amount=50.00.. > 10%          | 50.00                              | -            | a 5.00
        a amount=50.00.. > 10%          | 49.99                              | -            | -
        a amount=..50.00 > 10%          | 50.00                              | -            | a 5.00
        a amount=..50.00 > 10%          | 50.01                              | -            | -
        a amount=..50.00 > 5.00         | -                                  | -            | a 5.00
        a amount=0.01.. > 5.00          | -                                  | -            | -
        a amount=100.00.. > 10%         | 100.00 tax=21.00                   | -            | a 7.90
        a amount=100.00.. > 10%         | 100.00 S1=30.00                    | -            | a 10.00
        a amount=100.00.. > 10%         | USD 200.00 @0.5 EUR                | -            | a 10.00
        a amount=100.00.. > 10%         | USD 199.98 @0.5 EUR                | -            | -
        a amount=100.00.. > 10%         | USD 199.99 @0.5 EUR                | -            | a 10.00
        a sku=S1 > 10%; b > 5%          | 100.00 S1=60.00 S2=40.00           | override=20% | a 12.00, b 8.00
        a sku=S1 > 10%; b > 5%          | 100.00 S1=60.00 S2=40.00           | override=5.00| a 5.00, b 5.00
        a sku=S1 > 10%                  | 100.00 S1=60.00 S2=40.00           | override=20% | a 12.00
        """)
    void orders_areJudgedByTheirAmount_overridesReplaceThePay(
            String terms, String order, String facts, String expected) {
        Told.earns(terms, order, facts, expected);
    }
}
