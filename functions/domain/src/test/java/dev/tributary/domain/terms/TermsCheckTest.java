package dev.tributary.domain.terms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.conversion.Category;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each fault of a draft with its path and code, and beside it what is just right. The notation is
/// that of `TermsText`.
class TermsCheckTest {
    private static final TermsCheck.Setting OPEN = new TermsCheck.Setting(TermsText.EUR, Set.of(), 7);
    private static final TermsCheck.Setting LISTED =
            new TermsCheck.Setting(TermsText.EUR, Set.of(new Category("shoes"), new Category("hats")), 7);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # terms                                       | faults
        > 10                                          |
        hold 30                                       | rules empty
        > 10; hold 365; within 400                    |
        > 10; hold 366; within 400                    | hold_days out_of_range
        > 10; hold -1                                 | hold_days out_of_range
        > 10; manual 0                                | validation.days out_of_range
        > 10; minimum -1 EUR                          | minimum_payout negative
        > 10; minimum 1 USD                           | minimum_payout currency_mismatch
        > 10; hold 55; within 65                      |
        > 10; hold 56; within 65                      | pays_within_days pays_too_late
        > 10 @56; within 65                           | pays_within_days pays_too_late
        > 10; manual 56; within 65                    | pays_within_days pays_too_late
        > 10; window 1                                |
        > 10; window 365                              |
        > 10; window 0                                | attribution.window_days out_of_range
        > 10; window 366                              | attribution.window_days out_of_range
        > 10; seconds 0                               |
        > 10; seconds 86400                           |
        > 10; seconds 86401                           | attribution.least_seconds out_of_range
        > 10; seconds -1                              | attribution.least_seconds out_of_range
        > 10; suppress cashback                       |
        > 10; suppress                                | attribution.after_checkout.channels empty
        > 10; cut 1/2 cashback                        |
        > 10; cut 1/2                                 | attribution.after_checkout.channels empty
        > 10; cut 0 cashback                          | attribution.after_checkout.keeps_percent out_of_range
        > 10; cut 1 cashback                          | attribution.after_checkout.keeps_percent out_of_range
        > 10; cut 1/3 cashback                        | attribution.after_checkout.keeps_percent too_many_decimals
        > 10; cut 1/1000000 cashback                  |
        > 10; bind                                    |
        > 10; bind 1 months 1 charges                 |
        > 10; bind 120 months 1000 charges new_click  |
        > 10; bind 0 months                           | attribution.binding.months out_of_range
        > 10; bind 121 months                         | attribution.binding.months out_of_range
        > 10; bind 0 charges                          | attribution.binding.charges out_of_range
        > 10; bind 1001 charges                       | attribution.binding.charges out_of_range
        """)
    void attributionAndNumbers(String terms, @Nullable String faults) {
        assertThat(faults(terms, OPEN)).isEqualTo(faults == null ? "" : faults);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # terms                                                               | faults
        > 100                                                                 |
        > 100.01                                                              | rules[0].pay.percent above_100
        > 1.00001                                                             | rules[0].pay.percent too_many_decimals
        > 5 USD                                                               | rules[0].pay.amount currency_mismatch
        > 5 USD & 101                                                         | rules[0].pay.amount currency_mismatch; rules[0].pay.percent above_100
        > 1 EUR/item                                                          |
        > 1 USD/item                                                          | rules[0].pay.per_item currency_mismatch
        > 10 @365; within 400                                                 |
        > 10 @366; within 400                                                 | rules[0].hold_days out_of_range
        a: event=sale > 10; a: event=lead > 10                                | rules[1].id duplicate
        event=subscription > stages 25*12 ~ 10                                |
        event=subscription > stages 25*12 ~ 10*120                            |
        event=subscription,sale + event=subscription,lead > stages 25*12 ~ 10 |
        > stages 25*12 ~ 10                                                   | rules[0].pay.stages not_a_subscription
        event=sale > stages 25*12 ~ 10                                        | rules[0].pay.stages not_a_subscription
        event=subscription,sale > stages 25*12 ~ 10                           | rules[0].pay.stages not_a_subscription
        event=subscription > stages 25*12 ~ 10 ~ 5                            | rules[0].pay.stages[2] unreachable
        event=subscription > stages 25 ~ 10*12 ~ 5                            | rules[0].pay.stages[1] unreachable; rules[0].pay.stages[2] unreachable
        event=subscription > stages 25*0 ~ 10                                 | rules[0].pay.stages[0].months out_of_range
        event=subscription > stages 25*121 ~ 10                               | rules[0].pay.stages[0].months out_of_range
        event=subscription > stages 25*12 ~ 101                               | rules[0].pay.stages[1].pay.percent above_100
        event=subscription > stages 25*12 ~ 5 USD                             | rules[0].pay.stages[1].pay.amount currency_mismatch
        > tiers revenue month marginal 0:5 ~ 1000:7 ~ 5000:10                 |
        > tiers conversions ever retroactive 0:5 EUR ~ 10:7 EUR               |
        > tiers new_customers year marginal 0:5 EUR ~ 10:1 EUR & 7            |
        > tiers qualified_clicks quarter retroactive 0:5 ~ 10:7               |
        > tiers revenue month marginal 0:5                                    | rules[0].pay.tiers.steps too_few
        > tiers revenue month marginal 0:5 ~ 0.01:7                           |
        > tiers revenue month marginal 1:5 ~ 1000:7                           | rules[0].pay.tiers.steps[0].from first_not_zero
        > tiers conversions month marginal 1:5 ~ 2:7                          | rules[0].pay.tiers.steps[0].from first_not_zero
        > tiers conversions month marginal -1:5 ~ 2:7                         | rules[0].pay.tiers.steps[0].from first_not_zero
        > tiers revenue month marginal 0:5 ~ 1000:7 ~ 1000:10                 | rules[0].pay.tiers.steps[2].from overlapping
        > tiers revenue month marginal 0:5 ~ 0:7                              | rules[0].pay.tiers.steps[1].from overlapping
        > tiers revenue month marginal 0:5 ~ 1000:7 EUR                       | rules[0].pay.tiers.steps[1].pay percent_only
        > tiers revenue month marginal 0:1 EUR & 5 ~ 1000:1 EUR/item          | rules[0].pay.tiers.steps[0].pay percent_only; rules[0].pay.tiers.steps[1].pay percent_only
        > tiers revenue month retroactive 0:5 ~ 1000:7 EUR                    |
        > tiers conversions month marginal 0:5 ~ 10:101                       | rules[0].pay.tiers.steps[1].pay.percent above_100
        > tiers conversions month marginal 0:5 ~ 10:7 USD                     | rules[0].pay.tiers.steps[1].pay.amount currency_mismatch
        """)
    void pays(String terms, @Nullable String faults) {
        assertThat(faults(terms, OPEN)).isEqualTo(faults == null ? "" : faults);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # terms                                              | faults
        > 10; least 1 EUR; most 50 EUR                       |
        > 10; least 5 EUR; most 5 EUR                        |
        > 10; least 5.01 EUR; most 5 EUR                     | limits least_above_most
        > 10; least 1 USD; most 50 EUR                       | limits.least currency_mismatch
        > 10; least -1 EUR                                   | limits.least negative
        > 10; most 0 EUR                                     | limits.most not_positive
        > 10; most 1 USD                                     | limits.most currency_mismatch
        > 10; cap all day 100 EUR; cap all month 100 EUR     |
        > 10; cap r0 day 100 EUR; cap all day 100 EUR        |
        > 10; cap r1 day 100 EUR                             | caps[0].rule_id unknown_rule
        > 10; cap all quarter 100 EUR                        | caps[0].period period_not_allowed
        > 10; cap all year 100 EUR                           | caps[0].period period_not_allowed
        > 10; cap all ever 100 EUR                           | caps[0].period period_not_allowed
        > 10; cap all day 0 EUR                              | caps[0].most not_positive
        > 10; cap all day -1 EUR                             | caps[0].most not_positive
        > 10; cap all day 1 USD                              | caps[0].most currency_mismatch
        > 10; cap all day 1 EUR; cap all day 2 EUR           | caps[1] duplicate
        > 10; cap r0 day 1 EUR; cap r0 day 2 EUR             | caps[1] duplicate
        > 10; clicks c 0.05 EUR 1 vip                        |
        > 10; clicks c 0.05 EUR                              |
        > 10; clicks r0 0.05 EUR                             | click_pay.id duplicate
        > 10; clicks c 0 EUR                                 | click_pay.amount not_positive
        > 10; clicks c 1 USD                                 | click_pay.amount currency_mismatch
        > 10; clicks c 1 EUR 0                               | click_pay.daily_cap out_of_range
        > 10; clicks c 1 EUR 1000001                         | click_pay.daily_cap out_of_range
        """)
    void limitsCapsAndClicks(String terms, @Nullable String faults) {
        assertThat(faults(terms, OPEN)).isEqualTo(faults == null ? "" : faults);
    }

    /// Of one rule's conditions.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # conditions                                                   | faults
        event=                                                         | 0 empty
        group=                                                         | 0 empty
        channel=                                                       | 0 empty
        sku=                                                           | 0 empty
        category=                                                      | 0 empty
        country=                                                       | 0 empty
        device=                                                        | 0 empty
        days=                                                          | 0 empty
        dates=                                                         | 0 empty
        amount=                                                        | 0 empty
        hours=22:00..22:00                                             | 0 empty
        coupon=                                                        |
        hours=22:00..02:00                                             |
        device=mobile,other                                            | 0.devices unknown_device
        amount=1 USD..                                                 | 0.order_amount.least currency_mismatch
        amount=..-1 EUR                                                | 0.order_amount.most negative
        amount=5 EUR..5 EUR                                            |
        amount=5 EUR..4.99 EUR                                         | 0 least_above_most
        amount=5 EUR.. + amount=..4 EUR                                | 1 contradicts
        amount=5 EUR.. + amount=..5 EUR                                |
        event=sale + event=lead                                        | 1 contradicts
        event=sale,lead + event=lead,signup                            |
        event=sale,lead + event=lead,signup + event=sale,signup        | 2 contradicts
        event=sale + event=lead + event=signup                         | 1 contradicts
        sku=A + sku=B                                                  | 1 contradicts
        category=A + category=B                                        | 1 contradicts
        category=A + sku=B                                             |
        country=LV + country=EE                                        | 1 contradicts
        country=LV,EE + country=EE                                     |
        device=mobile + device=desktop                                 | 1 contradicts
        channel=website + channel=newsletter                           | 1 contradicts
        channel=website + channel=website,newsletter                   |
        coupon=A + coupon=B                                            | 1 contradicts
        coupon=A + coupon=                                             |
        group=vip + group=gold                                         |
        new=true + new=false                                           | 1 contradicts
        new=true + new=true                                            |
        days=monday + days=sunday                                      | 1 contradicts
        days=monday,sunday + days=sunday                               |
        hours=08:00..12:00 + hours=12:00..14:00                        | 1 contradicts
        hours=08:00..12:01 + hours=12:00..14:00                        |
        hours=22:00..02:00 + hours=02:00..22:00                        | 1 contradicts
        hours=22:00..02:00 + hours=01:00..03:00                        |
        hours=01:00..03:00 + hours=22:00..02:00                        |
        hours=01:00..09:00 + hours=08:00..17:00 + hours=16:00..02:00   | 2 contradicts
        dates=2026-12-31..2026-01-01                                   | 0 dates_contradict
        dates=2026-01-31..2026-01-31                                   |
        dates=2026-01-01..2026-01-31 + dates=2026-02-01..              | 1 dates_contradict
        dates=2026-01-01..2026-01-31 + dates=2026-01-31..              |
        dates=2026-11-21..2026-11-22 + days=monday                     | 1 contradicts
        days=monday + dates=2026-11-21..2026-11-22                     | 1 contradicts
        days=monday + dates=2026-11-21..2026-11-23                     |
        days=monday + dates=2026-11-24..2026-11-30                     |
        days=monday + dates=2026-11-21..                               |
        """)
    void conditions(String conditions, @Nullable String faults) {
        String found = faults(conditions + " > 10", OPEN)
                .replace("rules[0].conditions[", "")
                .replace("]", "");
        assertThat(found).isEqualTo(faults == null ? "" : faults);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # terms                              | faults
        category=shoes > 10                  |
        category=shoes,hats > 10             |
        category=Shoes > 10                  | rules[0].conditions[0].categories unknown_category
        category=shoes,gloves > 10           | rules[0].conditions[0].categories unknown_category
        sku=S1 + category=gloves > 10        | rules[0].conditions[1].categories unknown_category
        """)
    void categories_thatTheProgramLists(String terms, @Nullable String faults) {
        assertThat(faults(terms, LISTED)).isEqualTo(faults == null ? "" : faults);
        assertThat(faults(terms, OPEN)).isEmpty();
    }

    /// Whether the first rule leaves the second one without a line.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # earlier                           | later                                       | unreachable
                                            | event=sale                                  | true
        event=sale,lead                     | event=sale + group=vip                      | true
        event=sale                          | event=sale,lead                             | false
        event=sale + group=vip              | event=sale                                  | false
        group=vip,gold                      | group=vip                                   | true
        group=vip                           | group=gold                                  | false
        channel=website,app                 | channel=app                                 | true
        channel=app                         | channel=website,app                         | false
        coupon=                             | coupon=A                                    | true
        coupon=A                            | coupon=                                     | false
        coupon=A,B                          | coupon=A                                    | true
        sku=A,B                             | sku=A + category=hats                       | true
        category=hats                       | sku=A                                       | false
        new=true                            | new=true + country=LV                       | true
        new=true                            | new=false                                   | false
        country=LV,EE                       | country=LV                                  | true
        country=LV                          | country=LV,EE                               | false
        device=mobile,tablet                | device=tablet                               | true
        device=mobile                       | device=tablet                               | false
        amount=10 EUR..                     | amount=20 EUR..30 EUR                       | true
        amount=10 EUR..25 EUR               | amount=20 EUR..30 EUR                       | false
        amount=10 EUR..                     | amount=..30 EUR                             | false
        amount=0 EUR..                      | event=sale                                  | true
        amount=0.01 EUR..                   | event=sale                                  | false
        dates=2026-01-01..                  | dates=2026-02-01..2026-02-28                | true
        dates=2026-02-02..                  | dates=2026-02-01..2026-02-28                | false
        days=saturday,sunday                | days=sunday                                 | true
        days=saturday                       | days=saturday,sunday                        | false
        days=saturday,sunday                | dates=2026-11-21..2026-11-22                | true
        days=saturday,sunday                | dates=2026-11-21..2026-11-23                | false
        days=monday,tuesday,wednesday,thursday,friday,saturday,sunday | event=sale        | true
        days=monday,tuesday,wednesday,thursday,friday,saturday        | event=sale        | false
        hours=08:00..20:00                  | hours=09:00..17:00                          | true
        hours=09:00..17:00                  | hours=08:00..17:00                          | false
        hours=22:00..06:00                  | hours=23:00..01:00                          | true
        hours=22:00..06:00                  | hours=01:00..06:00                          | true
        hours=22:00..06:00                  | hours=21:00..23:00                          | false
        hours=22:00..06:00                  | hours=05:00..07:00                          | false
        hours=06:00..22:00                  | hours=22:00..06:00                          | false
        """)
    void earlierRule_mayLeaveNothing(@Nullable String earlier, String later, boolean unreachable) {
        String found = faults((earlier == null ? "" : earlier) + " > 10; " + later + " > 5", OPEN);
        assertThat(found).isEqualTo(unreachable ? "rules[1] unreachable" : "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # pay                                           | faults
        12.5                                            |
        stages 25*12 ~ 10                               |
        101                                             | pay.percent above_100
        tiers revenue month marginal 0:5 ~ 1000:7 USD   | pay.tiers.steps[1].pay percent_only; pay.tiers.steps[1].pay.amount currency_mismatch
        stages 25*0 ~ 10                                | pay.stages[0].months out_of_range
        """)
    void payOfItsOwn(String pay, @Nullable String faults) {
        assertThat(texts(TermsCheck.faults("pay", TermsText.pay(pay), TermsText.EUR)))
                .isEqualTo(faults == null ? "" : faults);
    }

    private static String faults(String terms, TermsCheck.Setting setting) {
        return texts(TermsCheck.faults(TermsText.document(terms), setting));
    }

    private static String texts(List<TermsCheck.Fault> faults) {
        return faults.stream().map(fault -> fault.path() + " " + fault.code()).collect(Collectors.joining("; "));
    }
}
