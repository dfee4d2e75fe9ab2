package dev.tributary.domain.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.TermsText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Terms that orders were paid under cost what they cost: with tiers, caps and limits, whatever was
/// refunded, charged back, won and rejected in between. Orders come in the order in which they occur;
/// the oracle's histories hold the rest (`SameHistoriesTest`).
class SameTermsTest {
    private static final int IN_THE_SUITE = 1_000;
    private static final List<String> RULES = List.of(
            "> 10",
            "> tiers revenue month marginal 0:5 ~ 300:7.5 ~ 700:10",
            "> tiers revenue day marginal 0:3 ~ 100:12.5",
            "> tiers revenue quarter marginal 0:5 ~ 1000:20",
            "> tiers revenue ever marginal 0:5 ~ 500:1 ~ 900:33",
            "> tiers conversions month marginal 0:5 ~ 3:8 ~ 5:13",
            "> tiers new_customers year marginal 0:4 ~ 2:9",
            "big: amount=200 EUR.. > tiers revenue month marginal 0:5 ~ 300:7; rest: > 3 EUR & 2.5");
    private static final List<String> LIMITS = List.of(
            "", "; cap all month 40 EUR", "; cap all day 9 EUR; most 7 EUR", "; least 2 EUR; cap all month 25 EUR");

    @Test
    void termsInForce_costWhatTheyCost() {
        long first = Long.getLong("backtest.seed", System.nanoTime());
        int paid = 0;
        for (long seed = first; seed < first + IN_THE_SUITE; seed++) {
            paid += holds(seed);
        }
        assertThat(paid).as("orders that cost something").isGreaterThan(IN_THE_SUITE);
    }

    private static int holds(long seed) {
        Random random = new Random(seed);
        TermsDocument terms =
                TermsText.document(RULES.get(random.nextInt(RULES.size())) + LIMITS.get(random.nextInt(LIMITS.size())));
        ZoneId zone =
                ZoneId.of(List.of("Europe/Riga", "America/New_York", "UTC").get(random.nextInt(3)));
        PastShop shop = new PastShop(zone, terms);
        live(shop, random);
        int from = 1 + random.nextInt(40);
        String day = Instant.parse("2026-10-10T12:00:00Z")
                .plusSeconds(from * 86_400L)
                .toString()
                .substring(0, 10);
        Walked walked = Walked.of(shop.orders(), zone, terms, terms, day, "2026-12-31");
        walked.rows()
                .values()
                .forEach(row -> assertThat(row.then())
                        .as("seed %d, affiliate %s, %s", seed, row.affiliate(), terms)
                        .isEqualTo(row.now()));
        BackTestTableTest.sumsHold(walked);
        assertThat(walked.test().sums().gain() + walked.test().sums().lose()).isZero();
        assertThat(walked.rows().values().stream().noneMatch(BackTestRow::movesTier))
                .as("seed %d", seed)
                .isTrue();
        return (int) walked.rows().values().stream()
                .filter(row -> row.now().isPositive())
                .count();
    }

    private static void live(PastShop shop, Random random) {
        Instant now = Instant.parse("2026-10-10T12:00:00Z");
        List<String> orders = new ArrayList<>();
        Map<String, String> chargebacks = new HashMap<>();
        int calls = 5 + random.nextInt(25);
        for (int call = 0; call < calls; call++) {
            now = now.plusSeconds(1 + random.nextInt(4 * 86_400));
            int kind = random.nextInt(10);
            if (orders.isEmpty() || kind < 6) {
                String order = "A-" + call;
                Optional<Boolean> isNew = random.nextInt(3) == 0 ? Optional.empty() : Optional.of(random.nextBoolean());
                shop.sale(order, 1 + random.nextInt(2), now, cents(random, 40_000), isNew);
                orders.add(order);
                continue;
            }
            String order = orders.get(random.nextInt(orders.size()));
            long rest = shop.rest(order).minor();
            String amount = random.nextInt(3) == 0 ? shop.rest(order).amount() : cents(random, (int) Math.max(1, rest));
            switch (kind) {
                case 6, 7 -> shop.refund(order, "R-" + call, now, amount);
                case 8 -> {
                    if (chargebacks.containsKey(order)) {
                        shop.won(order, String.valueOf(chargebacks.get(order)), now);
                    } else {
                        shop.chargeback(order, "R-" + call, now, amount);
                        chargebacks.put(order, "R-" + call);
                    }
                }
                default -> shop.reject(order, now);
            }
        }
    }

    private static String cents(Random random, int most) {
        long minor = 1 + random.nextInt(most);
        return minor / 100 + "." + String.format(Locale.ROOT, "%02d", minor % 100);
    }
}
