package dev.tributary.domain.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.base.Base;
import dev.tributary.domain.base.OrderContent;
import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.rate.Exchange.Source;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which rate counts for an event, and what it makes of an amount.
final class RateQuestionTest {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final CurrencyCode USD = new CurrencyCode("USD");
    private static final ProgramId PROGRAM = new ProgramId(1);

    /// 2026-11-26 is a Thursday. The bank publishes from Monday to Friday.
    @ParameterizedTest(name = "{0} with rates of {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
        # event                  | dates that are known                       | the one that counts
        # strictly before the event's date in UTC
        2026-11-26T12:00:00Z     | 2026-11-24 2026-11-25 2026-11-26           | 2026-11-25
        2026-11-26T12:00:00Z     | 2026-11-26                                 |
        2026-11-26T12:00:00Z     | 2026-11-27                                 |
        2026-11-25T23:59:59.999Z | 2026-11-24 2026-11-25                      | 2026-11-24
        2026-11-26T00:00:00Z     | 2026-11-24 2026-11-25                      | 2026-11-25
        # over the weekend Friday's holds, until Tuesday begins
        2026-11-27T10:00:00Z     | 2026-11-26 2026-11-27 2026-11-30           | 2026-11-26
        2026-11-28T00:00:00Z     | 2026-11-26 2026-11-27 2026-11-30           | 2026-11-27
        2026-11-29T10:00:00Z     | 2026-11-26 2026-11-27 2026-11-30           | 2026-11-27
        2026-11-30T23:59:59Z     | 2026-11-26 2026-11-27 2026-11-30           | 2026-11-27
        2026-12-01T00:00:00Z     | 2026-11-26 2026-11-27 2026-11-30           | 2026-11-30
        # seven days old counts, eight does not
        2026-11-26T00:00:00Z     | 2026-11-19                                 | 2026-11-19
        2026-11-26T23:59:59Z     | 2026-11-19                                 | 2026-11-19
        2026-11-27T00:00:00Z     | 2026-11-19                                 |
        2026-11-26T00:00:00Z     | 2026-11-18                                 |
        # over the turn of a year, and 29 February
        2027-01-01T08:00:00Z     | 2026-12-30 2026-12-31                      | 2026-12-31
        2028-03-01T00:00:00Z     | 2028-02-28 2028-02-29 2028-03-01           | 2028-02-29
        # in the order of dates, not of arrival
        2026-11-26T12:00:00Z     | 2026-11-25 2026-11-24 2026-11-20           | 2026-11-25
        2026-11-26T12:00:00Z     |                                            |
        """)
    void latestDate_counts(Instant event, String known, LocalDate expected) {
        List<ReferenceDay> days = new ArrayList<>();
        List<MerchantRate> own = new ArrayList<>();
        for (String date : known == null ? new String[0] : known.split(" ")) {
            days.add(day(date, Map.of("USD", "1.25")));
            own.add(new MerchantRate(PROGRAM, USD, EUR, LocalDate.parse(date), new BigDecimal("0.8")));
        }
        RateQuestion question = RateQuestion.of(USD, EUR, event);

        assertThat(question.reference(days).map(Exchange::date)).isEqualTo(Optional.ofNullable(expected));
        assertThat(question.own(own).map(Exchange::date)).isEqualTo(Optional.ofNullable(expected));
        assertThat(question.reference(days).map(Exchange::source))
                .isEqualTo(Optional.ofNullable(expected).map(date -> Source.ECB));
        assertThat(question.own(own).map(Exchange::source))
                .isEqualTo(Optional.ofNullable(expected).map(date -> Source.MERCHANT));
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
        # from | to  | rate, exact           | of so much | comes to
        USD    | EUR | 5000/5427             | 100.00     | 92.13
        EUR    | USD | 5427/5000             | 100.00     | 108.54
        JPY    | EUR | 50/8171               | 1005       | 6.15
        EUR    | JPY | 8171/50               | 1.00       | 163
        # crossed through the euro, not rounded on the way
        GBP    | USD | 10854/8331            | 10.00      | 13.03
        JPY    | USD | 5427/817100           | 1005       | 6.67
        USD    | JPY | 817100/5427           | 0.01       | 2
        # three decimals, were the bank to quote it
        KWD    | EUR | 20/7                  | 1.001      | 2.86
        EUR    | KWD | 7/20                  | 0.01       | 0.004
        # half up, once
        USD    | EUR | 5000/5427             | 0.01       | 0.01
        JPY    | EUR | 50/8171               | 0          | 0.00
        """)
    void rates_crossThroughTheEuro(String from, String to, String rate, String amount, String expected) {
        ReferenceDay day = day("2026-11-25", Map.of("USD", "1.0854", "JPY", "163.42", "GBP", "0.8331", "KWD", "0.35"));
        CurrencyCode own = new CurrencyCode(from);
        Exchange exchange = RateQuestion.of(own, new CurrencyCode(to), Instant.parse("2026-11-26T00:00:00Z"))
                .reference(List.of(day))
                .orElseThrow();

        assertThat(exchange.rate()).isEqualTo(Fraction.parse(rate));
        assertThat(base(Money.of(amount, own), exchange).amount().amount()).isEqualTo(expected);
    }

    /// A day that does not quote a currency has no answer for it; an earlier one may.
    @Test
    void dayWithoutTheCurrency_isPassedOver() {
        RateQuestion question = RateQuestion.of(USD, EUR, Instant.parse("2026-11-26T12:00:00Z"));
        ReferenceDay without = day("2026-11-25", Map.of("GBP", "0.8331"));

        assertThat(question.reference(List.of(without))).isEmpty();
        assertThat(question.reference(List.of(without, day("2026-11-24", Map.of("USD", "1.08"))))
                        .map(Exchange::date))
                .contains(LocalDate.parse("2026-11-24"));
    }

    @Test
    void merchantsRate_ofAnotherCurrency_doesNotCount() {
        RateQuestion question = RateQuestion.of(USD, EUR, Instant.parse("2026-11-26T12:00:00Z"));
        MerchantRate pounds = new MerchantRate(
                PROGRAM, new CurrencyCode("GBP"), EUR, LocalDate.parse("2026-11-25"), new BigDecimal("1.2"));

        assertThat(question.own(List.of(pounds))).isEmpty();
        // Said when the program was in another currency.
        assertThat(question.own(List.of(new MerchantRate(
                        PROGRAM, USD, new CurrencyCode("GBP"), LocalDate.parse("2026-11-25"), BigDecimal.ONE))))
                .isEmpty();
        assertThatThrownBy(() -> RateQuestion.of(EUR, EUR, Instant.EPOCH)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        0
        0.0
        -1
        1234567890
        0.12345678901
        """)
    void impossibleRates_areRefused(BigDecimal rate) {
        LocalDate date = LocalDate.parse("2026-11-25");
        assertThatThrownBy(() -> new ReferenceDay(date, Map.of(USD, rate)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MerchantRate(PROGRAM, USD, EUR, date, rate))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void zerosAtTheEnd_sayNothing() {
        assertThat(day("2026-11-25", Map.of("USD", "1.0850"))).isEqualTo(day("2026-11-25", Map.of("USD", "1.085")));
        assertThat(day("2026-11-25", Map.of("IDR", "17000"))).isEqualTo(day("2026-11-25", Map.of("IDR", "17000.0")));
    }

    @Test
    void aDay_quotesSomethingButNotTheEuro() {
        assertThatThrownBy(() -> day("2026-11-25", Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> day("2026-11-25", Map.of("EUR", "1"))).isInstanceOf(IllegalArgumentException.class);
    }

    /// The rule and the sum a second time, in plain BigDecimal: no class of the rate is asked.
    @Test
    void engine_agreesWithPlainDecimals() {
        long seed = 20_261_128;
        Random random = new Random(seed);
        List<String> codes = List.of("EUR", "USD", "JPY", "GBP", "KWD", "IDR");
        for (int round = 0; round < 2_000; round++) {
            Map<LocalDate, Map<String, String>> published = published(random);
            String from = codes.get(random.nextInt(codes.size()));
            String to = codes.get((codes.indexOf(from) + 1 + random.nextInt(codes.size() - 1)) % codes.size());
            Instant event = Instant.parse("2026-11-20T00:00:00Z").plusSeconds(random.nextInt(14 * 86_400));
            long minor = random.nextLong(10_000_000);
            List<ReferenceDay> days = new ArrayList<>();
            published.forEach((date, rates) -> days.add(day(date.toString(), rates)));

            Optional<String> engine = RateQuestion.of(new CurrencyCode(from), new CurrencyCode(to), event)
                    .reference(days)
                    .map(exchange -> exchange.date() + " "
                            + base(new Money(minor, exchange.from()), exchange).total());

            assertThat(engine).as("seed %d, round %d", seed, round).isEqualTo(plain(published, from, to, event, minor));
        }
    }

    private static Map<LocalDate, Map<String, String>> published(Random random) {
        Map<LocalDate, Map<String, String>> published = new HashMap<>();
        for (LocalDate date = LocalDate.parse("2026-11-10"); date.isBefore(LocalDate.parse("2026-12-05")); ) {
            if (random.nextInt(4) == 0) {
                Map<String, String> rates = new HashMap<>(Map.of("GBP", "0." + (80_000 + random.nextInt(9_999))));
                rates.put("USD", "1." + (1_000 + random.nextInt(8_000)));
                rates.put("JPY", (150 + random.nextInt(30)) + "." + (10 + random.nextInt(90)));
                if (random.nextBoolean()) {
                    rates.put("KWD", "0.3" + (100 + random.nextInt(900)));
                    rates.put("IDR", "1" + (6_000 + random.nextInt(2_000)) + "." + random.nextInt(10));
                }
                published.put(date, rates);
            }
            date = date.plusDays(1);
        }
        return published;
    }

    /// `date minor`, from the words: dated latest strictly before the date in UTC, at most 7 days old,
    /// through the euro, rounded once.
    private static Optional<String> plain(
            Map<LocalDate, Map<String, String>> published, String from, String to, Instant event, long minor) {
        String day = event.toString().substring(0, 10);
        for (int age = 1; age <= 7; age++) {
            LocalDate date = LocalDate.parse(day).minusDays(age);
            Map<String, String> rates = new HashMap<>(published.getOrDefault(date, Map.of()));
            rates.put("EUR", "1");
            if (published.containsKey(date) && rates.containsKey(from) && rates.containsKey(to)) {
                BigDecimal amount =
                        BigDecimal.valueOf(minor, Currency.getInstance(from).getDefaultFractionDigits());
                int decimals = Currency.getInstance(to).getDefaultFractionDigits();
                BigDecimal scaled = amount.multiply(new BigDecimal(rates.getOrDefault(to, "")))
                        .movePointRight(decimals);
                // Whole and rest apart: no digit is lost on the way.
                BigDecimal[] parts = scaled.divideAndRemainder(
                        new BigDecimal(rates.getOrDefault(from, "")), new MathContext(60, RoundingMode.UNNECESSARY));
                boolean up =
                        parts[1].multiply(BigDecimal.TWO).compareTo(new BigDecimal(rates.getOrDefault(from, ""))) >= 0;
                return Optional.of(date + " "
                        + parts[0].add(up ? BigDecimal.ONE : BigDecimal.ZERO).toBigIntegerExact());
            }
        }
        return Optional.empty();
    }

    private static Base base(Money amount, Exchange exchange) {
        return Base.of(
                OrderContent.of(Optional.of(Amounts.of(amount)), List.of(), amount.currency()), Optional.of(exchange));
    }

    private static ReferenceDay day(String date, Map<String, String> rates) {
        Map<CurrencyCode, BigDecimal> perEuro = new HashMap<>();
        rates.forEach((code, rate) -> perEuro.put(new CurrencyCode(code), new BigDecimal(rate)));
        return new ReferenceDay(LocalDate.parse(date), perEuro);
    }
}
