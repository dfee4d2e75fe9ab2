package dev.tributary.domain.commission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.attribution.Attribution.Credit;
import dev.tributary.domain.attribution.Attribution.Flag;
import dev.tributary.domain.attribution.Attribution.Share;
import dev.tributary.domain.base.Base;
import dev.tributary.domain.base.OrderContent;
import dev.tributary.domain.commission.Earnings.Entitled;
import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.Item;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ConversionId;
import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.rate.Exchange;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.terms.RuleFacts;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.TermsText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an explanation says, and that it says each thing that made the amount differ. An order of one
/// line, on 2026-11-22, unless a row says otherwise; the notation of terms is that of `TermsText`.
class ExplanationInWordsTest {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final CurrencyCode USD = new CurrencyCode("USD");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # amount | terms | facts | text
        100.00 | > 10                                           | -                                  | 10 % of 100.00 EUR, by rule "r0" of terms version 1, for the coupon ANNA10: 10.00 EUR.
        9.99   | > 12.5                                         | -                                  | 12.5 % of 9.99 EUR, by rule "r0" of terms version 1, for the coupon ANNA10: 1.25 EUR (1.24875 rounded half up).
        9.99   | > 5 EUR                                        | -                                  | 5.00 EUR for an order with a base of 9.99 EUR, by rule "r0" of terms version 1, for the coupon ANNA10: 5.00 EUR.
        10.00  | > 5 EUR & 2.5                                  | -                                  | 5.00 EUR and 2.5 % of 10.00 EUR, by rule "r0" of terms version 1, for the coupon ANNA10: 5.25 EUR.
        10.00  | > 1 EUR/item                                   | -                                  | 1.00 EUR for each of 3 items, by rule "r0" of terms version 1, for the coupon ANNA10: 3.00 EUR.
        126.05 | > 10                                           | tax 21.00, shipping 5.00, fee 0.01 | 10 % of 100.04 EUR (126.05 EUR less tax 21.00, shipping 5.00 and fees 0.01), by rule "r0" of terms version 1, for the coupon ANNA10: 10.00 EUR (10.004 rounded half up).
        200.00 | > tiers revenue month marginal 0:5 ~ 1000:7    | revenue@2026-11=90000              | 5 % of 100.00 EUR plus 7 % of 100.00 EUR, by rule "r0" of terms version 1, for the coupon ANNA10: 12.00 EUR. Before it the tier had counted, by revenue per month: 900.00 EUR.
        200.00 | > tiers revenue month retroactive 0:5 ~ 1000:7    | revenue@2026-11=90000, rated revenue@2026-11:110000              | 7 % of 200.00 EUR, by rule "r0" of terms version 1, for the coupon ANNA10: 14.00 EUR. It is paid at the step that the tier has reached, by revenue per month: 1100.00 EUR.
        900.00 | > tiers revenue month retroactive 0:5 ~ 1000:7    | rated revenue@2026-11:110000              | 7 % of 900.00 EUR, by rule "r0" of terms version 1, for the coupon ANNA10: 63.00 EUR. It is paid at the step that the tier has reached, by revenue per month: 1100.00 EUR.
        10.00  | > tiers conversions quarter marginal 0:5 ~ 3:7 | conversions@2026-Q4=3              | 7 % of 10.00 EUR, by rule "r0" of terms version 1, for the coupon ANNA10: 0.70 EUR. Before it the tier had counted, by conversions per quarter: 3.
        10.00  | > stages 25*12 ~ 10                            | first 2025-11-22                   | 10 % of 10.00 EUR, by rule "r0" of terms version 1, for the coupon ANNA10: 1.00 EUR. The stages count from the first charge on 2025-11-22.
        20.00  | > 10; least 5 EUR                              | -                                  | 10 % of 20.00 EUR, by rule "r0" of terms version 1, for the coupon ANNA10: 5.00 EUR. 2.00 EUR was raised to 5.00 EUR, by the least of a conversion.
        999.00 | > 10; most 50 EUR                              | -                                  | 10 % of 999.00 EUR, by rule "r0" of terms version 1, for the coupon ANNA10: 50.00 EUR. 99.90 EUR was lowered to 50.00 EUR, by the most of a conversion.
        999.00 | > 10; cap all day 60 EUR                       | cap@2026-11-22=5000                | 10 % of 999.00 EUR, by rule "r0" of terms version 1, for the coupon ANNA10: 10.00 EUR. The cap left 10.00 EUR of 99.90 EUR.
        100.00 | > 10                                           | share 1/3                          | 10 % of 100.00 EUR, by rule "r0" of terms version 1, for the coupon ANNA10: 3.33 EUR (3.33333333 rounded together with the conversion's other commissions). The affiliate's share is 1/3: 3.33333333 EUR.
        100.00 | > 10                                           | share 1/2                          | 10 % of 100.00 EUR, by rule "r0" of terms version 1, for the coupon ANNA10: 5.00 EUR. The affiliate's share is 50 %: 5.00 EUR.
        100.00 | > 10                                           | own 20                             | 20 % of 100.00 EUR, by rule "r0" of terms version 1, for the coupon ANNA10: 20.00 EUR. A pay of the affiliate's own stands in place of the rule's.
        100.00 | > 10                                           | flag TOO_FAST, flag AFTER_CHECKOUT | 10 % of 100.00 EUR, by rule "r0" of terms version 1, for the coupon ANNA10: 10.00 EUR. It came so soon after the click that it is held for review. The share is cut, since the click came after the checkout had begun.
        100.00 | > 10                                           | rate 9/10, tax 10.00               | 10 % of 81.00 EUR (100.00 USD less tax 10.00), by rule "r0" of terms version 1, for the coupon ANNA10: 8.10 EUR. Exchanged at 1 USD = 0.9 EUR, the European Central Bank's rate of 2026-11-20.
        100.00 | > 10                                           | rate 9/10                          | 10 % of 90.00 EUR (100.00 USD), by rule "r0" of terms version 1, for the coupon ANNA10: 9.00 EUR. Exchanged at 1 USD = 0.9 EUR, the European Central Bank's rate of 2026-11-20.
        100.00 | > 10                                           | reversed 4.00                      | 10 % of 100.00 EUR, by rule "r0" of terms version 1, for the coupon ANNA10: 10.00 EUR. 4.00 EUR of it is reversed.
        """)
    void english_saysEachStep(String amount, String terms, String facts, String text) {
        assertThat(explain(amount, terms, facts).sentence(Language.ENGLISH)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # code | text, the marks of direction left out
        lv     | 5 % no 100,00 EUR un vēl 7 % no 100,00 EUR, pēc noteikumu 1. versijas nosacījuma „r0”, par kuponu ANNA10: 12,00 EUR. Pirms tam pakāpei bija uzskaitīts rādītājs „ieņēmumi” mēnesī: 900,00 EUR. No tā atgriezts: 4,00 EUR.
        he     | 5% מתוך 100.00 EUR ועוד 7% מתוך 100.00 EUR, לפי כלל "r0" שבגרסה 1 של התנאים, עבור הקופון ANNA10: 12.00 EUR. לפני כן נספר למדרגה, לפי הכנסות בחודש: 900.00 EUR. מתוך זה הוחזר: 4.00 EUR.
        fa     | ۵٪ از ۱۰۰٫۰۰ EUR به‌علاوهٔ ۷٪ از ۱۰۰٫۰۰ EUR، طبق قاعدهٔ «r0» در نسخهٔ ۱ شرایط، برای کد تخفیف ANNA10: ۱۲٫۰۰ EUR. پیش از آن برای پله، بر پایهٔ درآمد در ماه، این شمرده شده بود: ۹۰۰٫۰۰ EUR. از این مبلغ برگردانده شده است: ۴٫۰۰ EUR.
        """)
    void others_sayTheSame(String code, String text) {
        Explanation explanation = explain(
                "200.00", "> tiers revenue month marginal 0:5 ~ 1000:7", "revenue@2026-11=90000, reversed 4.00");
        assertThat(explanation
                        .sentence(Language.of(code).orElseThrow())
                        .replace("\u2068", "")
                        .replace("\u2069", ""))
                .isEqualTo(text);
    }

    /// An order of one line of three pieces on 2026-11-22. Facts: a tally and where it stood before, in
    /// minor units; `share`, `own` pay, `flag`, `first` charge, `rate` from USD, parts of the amount,
    /// what is `reversed`.
    private static Explanation explain(String amount, String terms, String facts) {
        TermsDocument document = TermsText.document(terms);
        TreeMap<Tally, Long> tallies = new TreeMap<>();
        TreeMap<Tally, Long> rated = new TreeMap<>();
        Map<String, String> given = new HashMap<>();
        Set<Flag> flags = new HashSet<>();
        for (String fact : facts.equals("-") ? new String[0] : facts.split(", ")) {
            String[] words = fact.split("[ =]");
            if (fact.contains("=")) {
                tallies.put(Tally.parse(words[0]), Long.valueOf(words[1]));
            } else if (words[0].equals("flag")) {
                flags.add(Flag.valueOf(words[1]));
            } else if (words[0].equals("rated")) {
                int end = words[1].lastIndexOf(':');
                rated.put(Tally.parse(words[1].substring(0, end)), Long.valueOf(words[1].substring(end + 1)));
            } else {
                given.put(words[0], words[1]);
            }
        }
        Optional<Exchange> rate = Optional.ofNullable(given.get("rate"))
                .map(text -> new Exchange(
                        USD, EUR, Fraction.parse(text), LocalDate.parse("2026-11-20"), Exchange.Source.ECB));
        Share share = new Share(
                new AffiliateId(7),
                new Credit.Coupon(new CouponCode("ANNA10")),
                Fraction.parse(given.getOrDefault("share", "1")),
                flags);
        Captured captured = new Captured(
                share,
                1,
                new RuleFacts(
                        EventName.SALE,
                        LocalDateTime.parse("2026-11-22T10:15:00"),
                        Set.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                Optional.ofNullable(given.get("own")).map(TermsText::pay),
                tallies,
                Optional.ofNullable(given.get("first")).map(LocalDate::parse));
        OrderContent content = content(amount, given, rate.isPresent() ? USD : EUR);
        List<Entitled> shares = List.of(new Entitled(captured.rated(rated), document));
        Earned earned = Earnings.of(Base.of(content, rate), shares).getFirst();
        ConversionId conversion = new ConversionId(new Digest128(0, 1));
        Commission commission = new Commission(
                Commission.id(conversion, earned.affiliate(), earned.rule()),
                earned.affiliate(),
                earned.rule(),
                earned.pay(),
                earned.lines(),
                earned.amount(),
                Money.of(given.getOrDefault("reversed", "0.00"), EUR),
                new Maturity(Instant.EPOCH, LocalDate.EPOCH, false));
        return Explanation.of(commission, content, rate, shares);
    }

    private static OrderContent content(String amount, Map<String, String> given, CurrencyCode currency) {
        Function<String, Optional<Money>> part =
                name -> Optional.ofNullable(given.get(name)).map(text -> Money.of(text, currency));
        Optional<Amounts> amounts = Optional.of(
                new Amounts(Money.of(amount, currency), part.apply("tax"), part.apply("shipping"), part.apply("fee")));
        Item item =
                new Item(Optional.empty(), Optional.empty(), 3, amounts.get().amount());
        return OrderContent.of(amounts, List.of(item), currency);
    }
}
