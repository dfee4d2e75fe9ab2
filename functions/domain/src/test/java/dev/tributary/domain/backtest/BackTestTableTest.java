package dev.tributary.domain.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.TermsText;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What terms would have cost, worked out by hand. All orders were paid 10 % under the terms in force.
/// Expected: per affiliate what it cost, what it would cost, its conversions, then the highest tier of
/// the rule then.
class BackTestTableTest {
    private static final String STEPS = "0:5 ~ 1000:7 ~ 5000:10";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        percent                       | > 12.5                        | 11-01 11-30 | A 1 11-05T10:00Z 100.00                                               | 1: 10.00 12.50 1
        percent, a tie                | > 12.5                        | 11-01 11-30 | A 1 11-05T10:00Z 0.36                                                 | 1: 0.04 0.05 1
        no rule                       |                               | 11-01 11-30 | A 1 11-05T10:00Z 100.00                                               | 1: 10.00 0.00 1
        two affiliates, other days    | > 20                          | 11-05 11-06 | A 1 11-05T10:00Z 10.00; B 2 11-06T10:00Z 20.00; C 1 11-07T10:00Z 9.00 | 1: 1.00 2.00 1; 2: 2.00 4.00 1
        marginal                      | > tiers revenue month marginal STEPS | 11-01 11-30 | A 1 11-03T10:00Z 900.00; B 1 11-10T10:00Z 200.00               | 1: 110.00 57.00 2 t2
        marginal, counted before      | > tiers revenue month marginal STEPS | 11-08 11-30 | A 1 11-03T10:00Z 900.00; B 1 11-10T10:00Z 200.00               | 1: 20.00 12.00 1 t2
        marginal, another month       | > tiers revenue month marginal STEPS | 11-01 11-30 | A 1 10-31T10:00Z 900.00; B 1 11-10T10:00Z 200.00               | 1: 20.00 10.00 1 t1
        marginal by the year          | > tiers revenue year marginal STEPS  | 11-01 11-30 | A 1 01-31T10:00Z 900.00; B 1 11-10T10:00Z 200.00               | 1: 20.00 12.00 1 t2
        marginal for ever             | > tiers revenue ever marginal STEPS  | 11-01 11-30 | A 1 01-31T10:00Z 900.00; B 1 11-10T10:00Z 200.00               | 1: 20.00 12.00 1 t2
        marginal, not the other's     | > tiers revenue month marginal STEPS | 11-01 11-30 | A 2 11-03T10:00Z 900.00; B 1 11-10T10:00Z 200.00               | 1: 20.00 10.00 1 t1; 2: 90.00 45.00 1 t1
        marginal, refunded before     | > tiers revenue month marginal STEPS | 11-01 11-30 | A 1 11-03T10:00Z 900.00; refund A 11-05T10:00Z 900.00; B 1 11-10T10:00Z 200.00 | 1: 20.00 10.00 2 t1
        marginal, refunded after      | > tiers revenue month marginal STEPS | 11-01 11-30 | A 1 11-03T10:00Z 900.00; B 1 11-10T10:00Z 200.00; refund A 11-12T10:00Z 900.00 | 1: 20.00 12.00 2 t2
        marginal, rejected before     | > tiers revenue month marginal STEPS | 11-01 11-30 | A 1 11-03T10:00Z 900.00; reject A 11-05T10:00Z; B 1 11-10T10:00Z 200.00 | 1: 20.00 10.00 1 t1
        marginal by count             | > tiers conversions month marginal 0:5 ~ 1:10 | 11-01 11-30 | A 1 11-03T10:00Z 100.00; B 1 11-10T10:00Z 100.00      | 1: 20.00 15.00 2 t2
        retroactive                   | > tiers revenue month retroactive STEPS | 11-01 11-30 | A 1 11-03T10:00Z 900.00; B 1 11-10T10:00Z 200.00            | 1: 110.00 77.00 2 t2
        retroactive, counted before   | > tiers revenue month retroactive STEPS | 11-08 11-30 | A 1 11-03T10:00Z 900.00; B 1 11-10T10:00Z 200.00            | 1: 20.00 14.00 1 t2
        retroactive, reached after    | > tiers revenue month retroactive STEPS | 11-01 11-05 | A 1 11-03T10:00Z 900.00; B 1 11-10T10:00Z 200.00            | 1: 90.00 63.00 1 t2
        retroactive, refunded in time | > tiers revenue month retroactive STEPS | 11-01 11-30 | A 1 11-03T10:00Z 900.00; B 1 11-10T10:00Z 200.00; refund B 12-05T10:00Z 200.00 | 1: 90.00 45.00 2 t1
        retroactive, refunded late    | > tiers revenue month retroactive STEPS | 11-01 11-30 | A 1 11-03T10:00Z 900.00; B 1 11-10T10:00Z 200.00; refund B 12-31T10:00Z 200.00 | 1: 90.00 63.00 2 t2
        both, on one counter          | big: amount=500 EUR.. > tiers revenue month retroactive 0:5 ~ 1000:7; all: > tiers revenue month marginal 0:10 ~ 1000:20 | 11-01 11-30 | A 1 11-03T10:00Z 900.00; B 1 11-10T10:00Z 200.00 | 1: 110.00 93.00 2 t2 t2
        cap                           | > 10; cap all month 15 EUR    | 11-01 11-30 | A 1 11-03T10:00Z 100.00; B 1 11-10T10:00Z 100.00                      | 1: 20.00 15.00 2
        cap, filled before            | > 10; cap all month 15 EUR    | 11-08 11-30 | A 1 11-03T10:00Z 100.00; B 1 11-10T10:00Z 100.00                      | 1: 10.00 5.00 1
        cap, room by a refund         | > 10; cap all month 15 EUR    | 11-01 11-30 | A 1 11-03T10:00Z 100.00; refund A 11-05T10:00Z 50.00; B 1 11-10T10:00Z 200.00 | 1: 25.00 15.00 2
        least and most                | > 10; least 5 EUR; most 50 EUR | 11-01 11-30 | A 1 11-03T10:00Z 20.00; refund A 11-05T10:00Z 10.00; B 2 11-10T10:00Z 900.00 | 1: 1.00 2.50 1; 2: 90.00 50.00 1
        split                         | > 10                          | 11-01 11-30 | A 1 11-05T10:00Z 100.00; split A 1 2 3                                | 1: 10.00 3.34 1; 2: 0.00 3.33 1; 3: 0.00 3.33 1
        split, counted by share       | > tiers revenue month marginal STEPS | 11-01 11-30 | A 1 11-03T10:00Z 1800.00; split A 1 2; B 2 11-10T10:00Z 200.00 | 1: 180.00 45.00 1 t1; 2: 20.00 57.00 2 t2
        override                      | > 20                          | 11-01 11-30 | A 1 11-05T10:00Z 100.00; override A 5                                 | 1: 10.00 5.00 1
        refund                        | > 20                          | 11-01 11-30 | A 1 11-05T10:00Z 100.00; refund A 12-05T10:00Z 33.33                  | 1: 6.67 13.33 1
        refund of all                 | > 20                          | 11-01 11-30 | A 1 11-05T10:00Z 100.00; refund A 12-05T10:00Z 100.00                 | 1: 0.00 0.00 1
        chargeback that was won       | > 20                          | 11-01 11-30 | A 1 11-05T10:00Z 100.00; back A 12-05T10:00Z 100.00; won A 12-20T10:00Z | 1: 10.00 20.00 1
        rejected                      | > 20                          | 11-01 11-30 | A 1 11-05T10:00Z 100.00; reject A 11-06T10:00Z                        | 1: 0.00 0.00 0
        staged, the first year        | > stages 25*12 ~ 10           | 11-01 11-30 | A 1 11-05T10:00Z 100.00; first A 2025-11-06                           | 1: 10.00 25.00 1
        staged, a year later          | > stages 25*12 ~ 10           | 11-01 11-30 | A 1 11-05T10:00Z 100.00; first A 2025-11-05                           | 1: 10.00 10.00 1
        zone, the first minutes       | > tiers revenue month marginal STEPS | 11-01 11-30 | A 1 10-31T22:30Z 900.00; B 1 11-10T10:00Z 200.00               | 1: 110.00 57.00 2 t2
        zone, the last minutes        | > 20                          | 11-01 11-30 | A 1 11-30T21:59Z 10.00; B 1 11-30T22:00Z 100.00                       | 1: 1.00 2.00 1
        25 hours, one day's cap       | > 10; cap all day 15 EUR      | 10-25 10-25 | Z 1 10-24T20:59Z 100.00; A 1 10-24T21:00Z 100.00; B 1 10-25T21:59Z 100.00; C 1 10-25T22:00Z 100.00 | 1: 20.00 15.00 2
        23 hours, one day's cap       | > 10; cap all day 15 EUR      | 03-29 03-29 | Z 1 03-28T21:59Z 100.00; A 1 03-28T22:00Z 100.00; B 1 03-29T20:59Z 100.00; C 1 03-29T21:00Z 100.00 | 1: 20.00 15.00 2
        """)
    void cost(String name, String terms, String days, String calls, String expected) {
        TermsDocument present = TermsText.document("> 10");
        String text = terms == null ? "" : terms.replace("STEPS", STEPS);
        PastShop shop = new PastShop(ZoneId.of("Europe/Riga"), present);
        Arrays.stream(calls.split(";")).map(String::strip).forEach(call -> call(shop, call.split(" ")));

        String[] period = days.split(" ");
        Walked walked = Walked.of(
                shop.orders(),
                shop.zone(),
                present,
                TermsText.document(text),
                "2026-" + period[0],
                "2026-" + period[1]);

        assertThat(walked.rows().values().stream().map(BackTestTableTest::told).collect(Collectors.joining("; ")))
                .as(name)
                .isEqualTo(expected);
        assertThat(walked.test().progress().phase()).isEqualTo(BackTest.Phase.DONE);
        assertThat(walked.test().percent()).isEqualTo(100);
        sumsHold(walked);
    }

    /// The sums are carried along: they must be those of the rows.
    static void sumsHold(Walked walked) {
        BackTest.Sums sums = walked.test().sums();
        assertThat(sums.now().minor())
                .isEqualTo(walked.rows().values().stream()
                        .mapToLong(row -> row.now().minor())
                        .sum());
        assertThat(sums.then().minor())
                .isEqualTo(walked.rows().values().stream()
                        .mapToLong(row -> row.then().minor())
                        .sum());
        assertThat(sums.gain()).isEqualTo((int) walked.rows().values().stream()
                .filter(row -> row.difference().isPositive())
                .count());
        assertThat(sums.lose()).isEqualTo((int) walked.rows().values().stream()
                .filter(row -> row.difference().isNegative())
                .count());
        assertThat(sums.affiliates()).isEqualTo((int)
                walked.rows().values().stream().filter(BackTestRow::isShown).count());
    }

    private static String told(BackTestRow row) {
        return row.affiliate().bits() + ": " + row.now().amount() + " "
                + row.then().amount() + " "
                + row.conversions()
                + row.tiers().values().stream()
                        .map(steps -> " t" + steps.then())
                        .collect(Collectors.joining());
    }

    private static void call(PastShop shop, String[] words) {
        String order = words[1];
        switch (words[0]) {
            case "refund" -> shop.refund(order, "R-1", at(words[2]), words[3]);
            case "back" -> shop.chargeback(order, "R-1", at(words[2]), words[3]);
            case "won" -> shop.won(order, "R-1", at(words[2]));
            case "reject" -> shop.reject(order, at(words[2]));
            case "override" -> shop.override(order, new Pay.Percent(new BigDecimal(words[2])));
            case "first" -> shop.firstCharge(order, LocalDate.parse(words[2]));
            case "split" ->
                shop.split(
                        order,
                        Arrays.stream(words).skip(2).mapToLong(Long::parseLong).toArray());
            default -> shop.sale(words[0], Long.parseLong(words[1]), at(words[2]), words[3]);
        }
    }

    private static Instant at(String text) {
        return Instant.parse("2026-" + text.replace("Z", ":00Z"));
    }
}
