package dev.tributary.domain.terms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.money.Money;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Terms as those read them whom they hold for. The notation of terms is that of `TermsText`.
class TermsInWordsTest {
    private static final Addressee OWNER = new Addressee.Owner();
    private static final String FULL = """
        model position; window 45; precedence click; paid conversion; seconds 10; bind 12 months 3 charges new_click;
        cut 1/4 coupon_site,browser_extension;
        black-friday: event=sale + dates=2026-11-27..2026-11-30 + category=shoes,hats > 20 @60;
        night: days=sunday,saturday + hours=22:00..02:00 + channel=youtube,newsletter > 5 EUR;
        vip: group=vip,gold > 15;
        new: new=true + country=LV,EE + device=mobile,tablet + amount=20 EUR..500 EUR > 5 EUR & 2.5;
        code: coupon=ANNA10 + sku=S1 > 1 EUR/item;
        subs: event=subscription > stages 25*12 ~ 10;
        base: > tiers revenue month marginal 0:5 ~ 1000:7 ~ 5000:10;
        least 1 EUR; most 50 EUR; cap all day 100 EUR; cap vip month 1000 EUR;
        clicks c 0.05 EUR 100 vip; hold 30; manual 20; minimum 25 EUR; within 90
        """;

    @Test
    void merchant_readsEverything() {
        assertThat(String.join("\n", TermsInWords.of(TermsText.document(FULL), OWNER, Language.ENGLISH)))
                .isEqualTo("""
                    The first and the last affiliate who brought a click get 40 % each, those between share the rest equally, two get half each; a click counts for 45 days.
                    A click stands before a coupon.
                    A click on a channel of the kind browser extension or coupon site after the checkout began keeps 25 % of its share; the rest goes to the other clicks.
                    A conversion less than 10 seconds after its click is held for review.
                    A customer stays bound to whom the first conversion was credited: for 12 months and at most 3 charges.
                    A later click takes a bound customer over.
                    A click is paid under the terms that hold at the conversion.
                    Of these rules the first that matches pays, for each line of an order.
                    Rule "black-friday", for the event sale, from 2026-11-27 to 2026-11-30, for the category hats or shoes: 20 %.
                    Rule "black-friday" holds its commissions for 60 days.
                    Rule "night", on Saturday or Sunday, between 22:00 and 02:00, on a channel of the kind YouTube or newsletter: 5.00 EUR per conversion.
                    Rule "vip", for affiliates in gold or vip: 15 %.
                    Rule "new", for new customers, for customers in EE or LV, by a click on a phone or tablet, for orders of 20.00 EUR to 500.00 EUR: 5.00 EUR per conversion and 2.5 %.
                    Rule "code", with the coupon ANNA10, for the product S1: 1.00 EUR per item.
                    Rule "subs", for the event subscription: 25 % for 12 months, then 10 %.
                    Rule "base": by revenue per month 5 % at first, 7 % above 1000.00 EUR, 10 % above 5000.00 EUR, each part at its own step.
                    A conversion that is paid at all is paid at least 1.00 EUR and at most 50.00 EUR.
                    All rules together pay at most 100.00 EUR per day.
                    Rule "vip" pays at most 1000.00 EUR per month.
                    Each qualified click: 0.05 EUR, for at most 100 clicks per day.
                    Clicks are paid to affiliates in vip.
                    A commission is held for 30 days from its conversion.
                    A pending conversion waits for the merchant's decision, and is approved by itself after 20 days.
                    A balance is paid out from 25.00 EUR on.
                    Commissions are paid out within 90 days of their conversion.\
                    """);
    }

    /// Of each the sentences about rules, caps and clicks.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # groups, pay | terms                                          | sentences
        -             | vip: group=vip > 15; base: > 10                | Rule "base": 10 %.
        vip           | vip: group=vip > 15; base: > 10                | Rule "vip": 15 %.
        vip           | vip: group=vip + event=sale > 15; base: > 10   | Of these rules the first that matches pays, for each line of an order. Rule "vip", for the event sale: 15 %. Rule "base": 10 %.
        vip           | both: group=vip + group=gold > 15; base: > 10  | Rule "base": 10 %.
        vip gold      | both: group=vip + group=gold > 15; base: > 10  | Rule "both": 15 %.
        - 12          | vip: group=vip > 15; base: event=sale > 10     | Rule "base", for the event sale: 12 %. A pay of your own stands in place of what the rules pay: 12 %.
        -             | a: group=vip > 1; b: > 1; cap a day 9 EUR      | Rule "b": 1 %.
        vip           | a: group=vip > 1; b: > 1; cap a day 9 EUR      | Rule "a": 1 %. Rule "a" pays at most 9.00 EUR per day.
        -             | a: > 1; clicks c 1 EUR - vip                   | Rule "a": 1 %.
        vip           | a: > 1; clicks c 1 EUR - vip                   | Rule "a": 1 %. Each qualified click: 1.00 EUR.
        -             | a: > 1; clicks c 1 EUR 1                       | Rule "a": 1 %. Each qualified click: 1.00 EUR, for at most 1 click per day.
        """)
    void affiliate_readsWhatHoldsForIt(String whom, String terms, String sentences) {
        String plain = String.join(" ", TermsInWords.of(TermsText.document("> 1"), enrolled("-"), Language.ENGLISH))
                .replace("Rule \"r0\": 1 %.", "$");
        String text = String.join(" ", TermsInWords.of(TermsText.document(terms), enrolled(whom), Language.ENGLISH));
        assertThat(text).isEqualTo(plain.replace("$", sentences));
    }

    @Test
    void linksAndMinimum_areItsOwn() {
        Addressee own = new Addressee.Enrolled(
                Set.of(),
                Optional.of(Money.of("5.00", TermsText.EUR)),
                Optional.empty(),
                Map.of(new LinkId(2), TermsText.pay("stages 20*1"), new LinkId(1), TermsText.pay("20")));
        assertThat(TermsInWords.of(TermsText.document("> 1; minimum 25 EUR"), own, Language.ENGLISH))
                .contains(
                        "A click through the link lnk_0000000000001 is paid differently: 20 %.",
                        "A click through the link lnk_0000000000002 is paid differently: 20 % for 1 month, then"
                                + " nothing.",
                        "A balance is paid out from 5.00 EUR on.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # terms                                                   | sentence
        > 1                                                       | The last click before a conversion is credited, for 30 days.
        > 1                                                       | A coupon stands before a click.
        > 1                                                       | A click is paid under the terms that hold when it is made.
        > 1                                                       | A balance is paid out whatever it is.
        > 1                                                       | A pending conversion is approved by itself when the hold is over.
        > 1; window 1; model first_click                          | The first click before a conversion is credited, for 1 day.
        > 1; model linear                                         | All affiliates who brought a click share equally; a click counts for 30 days.
        > 1; suppress cashback                                    | A click on a channel of the kind cashback after the checkout began does not count.
        > 1; cut 1/8 app                                          | A click on a channel of the kind app after the checkout began keeps 12.5 % of its share; the rest goes to the other clicks.
        > 1; bind                                                 | A customer stays bound to whom the first conversion was credited: without an end.
        > 1; bind 6 months                                        | A customer stays bound to whom the first conversion was credited: for 6 months.
        > 1; bind 1 charges                                       | A customer stays bound to whom the first conversion was credited: for 1 charge.
        > 1; hold 0                                               | A commission is not held.
        > 1; least 1 EUR                                          | A conversion that is paid at all is paid at least 1.00 EUR.
        > 1; most 9 EUR                                           | A conversion is paid at most 9.00 EUR.
        dates=2026-11-01.. > 1                                    | Rule "r0", from 2026-11-01 on: 1 %.
        dates=..2026-11-30 > 1                                    | Rule "r0", until 2026-11-30: 1 %.
        new=false > 1                                             | Rule "r0", for returning customers: 1 %.
        coupon= > 1                                               | Rule "r0", with a coupon: 1 %.
        amount=5 EUR.. > 1                                        | Rule "r0", for orders of at least 5.00 EUR: 1 %.
        amount=..5 EUR > 1                                        | Rule "r0", for orders of at most 5.00 EUR: 1 %.
        sku={0},{1} > 1                                           | Rule "r0", for the product {0} or {1}: 1 %.
        > tiers conversions quarter retroactive 0:5 ~ 10:7        | Rule "r0": by conversions per quarter 5 % at first, 7 % from 10 on, all of it at the step that is reached.
        > tiers qualified_clicks ever marginal 0:1 EUR ~ 10:2 EUR | Rule "r0": by qualified clicks in all 1.00 EUR per conversion at first, 2.00 EUR per conversion above 10, each part at its own step.
        """)
    void each_hasItsSentence(String terms, String sentence) {
        assertThat(TermsInWords.of(TermsText.document(terms), OWNER, Language.ENGLISH))
                .contains(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # whom | before                           | now                                        | sentences
        owner  | > 10                             | > 10                                       | ``
        owner  | > 10                             | > 12                                       | Rule "r0" pays 12 %; before it was 10 %.
        owner  | > 10                             | event=sale > 12                            | Changed: Rule "r0", for the event sale: 12 %. Before: Rule "r0": 10 %.
        owner  | event=sale + new=true > 10       | event=sale + new=true > stages 12*3 ~ 10   | Rule "r0" pays 12 % for 3 months, then 10 %; before it was 10 %.
        owner  | a: event=sale > 9                | a: event=sale > 9; b: > 5                  | New: Rule "b": 5 %.
        owner  | a: event=sale > 9; b: > 5        | a: event=sale > 9                          | No longer: Rule "b": 5 %.
        owner  | a: event=sale > 9; b: > 5        | b: > 5; a: event=sale > 9                  | The rules stand in another order: b, a.
        owner  | > 10                             | > 10 @45                                   | New: Rule "r0" holds its commissions for 45 days.
        owner  | > 10; window 30                  | > 10; window 45                            | Changed: The last click before a conversion is credited, for 45 days. Before: The last click before a conversion is credited, for 30 days.
        owner  | > 10; bind                       | > 10                                       | No longer: A customer stays bound to whom the first conversion was credited: without an end.
        owner  | > 10                             | > 10; cap all day 9 EUR                    | New: All rules together pay at most 9.00 EUR per day.
        owner  | > 10; cap all day 9 EUR          | > 10; cap all day 8 EUR                    | Changed: All rules together pay at most 8.00 EUR per day. Before: All rules together pay at most 9.00 EUR per day.
        owner  | > 10; hold 30                    | > 10; hold 14                              | Changed: A commission is held for 14 days from its conversion. Before: A commission is held for 30 days from its conversion.
        -      | a: group=vip > 9; b: > 5         | a: group=vip > 10; b: > 5                  | ``
        vip    | a: group=vip > 9; b: > 5         | a: group=vip > 10; b: > 5                  | Rule "a" pays 10 %; before it was 9 %.
        vip    | a: group=vip > 9; b: > 5         | b: > 5                                     | New: Rule "b": 5 %. No longer: Rule "a": 9 %.
        - 12   | > 10                             | > 11                                       | ``
        - 12   | > 10; clicks c 1 EUR             | > 11; clicks c 2 EUR                       | Changed: Each qualified click: 2.00 EUR. Before: Each qualified click: 1.00 EUR.
        """)
    void change_isTold(String whom, String before, String now, String sentences) {
        Addressee addressee = whom.equals("owner") ? OWNER : enrolled(whom);
        assertThat(String.join(
                        " ",
                        TermsChange.between(
                                TermsText.document(before), TermsText.document(now), addressee, Language.ENGLISH)))
                .isEqualTo(sentences);
    }

    @Test
    void first_isAllNew() {
        assertThat(TermsChange.between(
                        TermsDocument.none(TermsText.EUR), TermsText.document("> 10"), OWNER, Language.ENGLISH))
                .containsExactly("New: Rule \"r0\": 10 %.");
    }

    /// Places are filled by number, and a pattern asks for none that the phrase does not give.
    @ParameterizedTest
    @EnumSource(Phrase.class)
    void everyPhrase_endsWhereItShould(Phrase phrase) {
        String text = Language.ENGLISH.say(phrase, "one", "two", "three", "four", "five", "six", "seven");
        assertThat(text).isNotBlank().doesNotContain("{", "}");
    }

    /// `vip gold 12`: groups, and a percent of its own.
    private static Addressee enrolled(String text) {
        return new Addressee.Enrolled(
                Arrays.stream(text.split(" "))
                        .filter(word -> word.matches("[a-z]+"))
                        .map(Group::new)
                        .collect(Collectors.toSet()),
                Optional.empty(),
                Arrays.stream(text.split(" "))
                        .filter(word -> word.matches("\\d+"))
                        .map(TermsText::pay)
                        .findFirst(),
                Map.of());
    }
}
