package dev.tributary.domain.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.Item;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.RefundItem;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.conversion.Verdict;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Posting;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.terms.Condition;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.ValidationPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Random lives of one order, and what must hold after every step of them.
class OrderPropertiesTest {
    private static final int SEEDS = 500;
    private static final int STEPS = 25;

    @Test
    void invariantsHoldAfterEveryStep() {
        Map<Result.Kind, Integer> seen = new TreeMap<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            Shop shop = shop(random);
            List<Postback> sent = new ArrayList<>();
            for (int step = 0; step < STEPS; step++) {
                Postback postback = !sent.isEmpty() && random.nextInt(6) == 0
                        ? sent.get(random.nextInt(sent.size()))
                        : shop.postback(event(shop, random));
                sent.add(postback);
                seen.merge(shop.deliver(postback).kind(), 1, Integer::sum);
                if (random.nextInt(5) == 0) {
                    shop.now = shop.now.plus(Duration.ofDays(random.nextInt(20)));
                    shop.release();
                }
                check(shop, "seed " + seed + ", step " + step + ", " + postback.event());
            }
        }
        // A kind that never came up was not tested.
        assertThat(seen.keySet())
                .contains(
                        Result.Kind.CONVERTED,
                        Result.Kind.WAITING,
                        Result.Kind.REVERSED,
                        Result.Kind.UPDATED,
                        Result.Kind.DUPLICATE,
                        Result.Kind.CONFLICT,
                        Result.Kind.REJECTED);
    }

    @Test
    void aFullRefund_leavesNothing() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            Shop shop = shop(random);
            shop.call(sale(shop, random));
            for (int part = 0; part < random.nextInt(5); part++) {
                shop.call(refund(shop, random, Refund.Kind.REFUND));
            }
            shop.call(shop.refund(Refund.Kind.REFUND, "all", Optional.empty()));
            for (Commission commission : shop.state.orElseThrow().commissions()) {
                assertThat(commission.net().isZero()).as("seed %s", seed).isTrue();
            }
            check(shop, "seed " + seed);
        }
    }

    @Test
    void whenTheSaleComes_makesNoDifference() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            Shop first = shop(random);
            ConversionEvent sale = sale(first, random);
            List<ConversionEvent> refunds = new ArrayList<>();
            for (int number = 0; number < 1 + random.nextInt(4); number++) {
                refunds.add(first.refund("R-" + number, "0." + (10 + random.nextInt(90))));
            }
            Shop other = shop(new Random(seed));
            first.call(sale);
            refunds.forEach(first::call);
            List<ConversionEvent> shuffled = new ArrayList<>(refunds);
            Collections.shuffle(shuffled, random);
            shuffled.add(random.nextInt(shuffled.size() + 1), sale);
            shuffled.forEach(other::call);
            boolean fits = first.state.orElseThrow().refunds().size() == refunds.size();
            if (fits) {
                assertThat(other.account.map(OrderPropertiesTest::balances))
                        .as("seed %s", seed)
                        .isEqualTo(first.account.map(OrderPropertiesTest::balances));
                assertThat(other.state.orElseThrow().commissions())
                        .as("seed %s", seed)
                        .isEqualTo(first.state.orElseThrow().commissions());
            }
        }
    }

    private static List<Object> balances(Account account) {
        return List.of(account.pending(), account.available(), account.receivable());
    }

    private static void check(Shop shop, String where) {
        shop.account.ifPresent(account -> {
            assertThat(account.version()).as(where).isEqualTo(shop.entries.size());
            Map<String, Long> sums = new HashMap<>();
            Map<CommissionId, Long> earned = new HashMap<>();
            String hash = Entry.FIRST;
            for (Entry entry : shop.entries) {
                assertThat(entry.previousHash()).as(where).isEqualTo(hash);
                hash = entry.hash();
                for (Posting posting : entry.postings()) {
                    long minor = posting.amount().minor();
                    sums.merge(posting.from().text(), -minor, Long::sum);
                    sums.merge(posting.to().text(), minor, Long::sum);
                    long sign = posting.from().text().equals("merchant_expense")
                            ? 1
                            : posting.to().text().equals("merchant_expense") ? -1 : 0;
                    posting.commission().ifPresent(id -> earned.merge(id, sign * minor, Long::sum));
                }
            }
            assertThat(account.lastHash()).as(where).isEqualTo(hash);
            assertThat(sums.values().stream().mapToLong(Long::longValue).sum())
                    .as(where)
                    .isZero();
            assertThat(sums.getOrDefault("available", 0L)).as(where).isEqualTo(account.available());
            assertThat(sums.getOrDefault("receivable", 0L)).as(where).isEqualTo(-account.receivable());
            sums.forEach((name, sum) -> {
                if (name.startsWith("pending:")) {
                    long day = account.pending().getOrDefault(LocalDate.parse(name.substring("pending:".length())), 0L);
                    assertThat(day).as(where + " " + name).isEqualTo(sum);
                }
            });
            OrderState state = shop.state.orElseThrow();
            for (Commission commission : state.commissions()) {
                assertThat(earned.getOrDefault(commission.id(), 0L))
                        .as(where)
                        .isEqualTo(commission.net().minor());
                assertThat(state.explain(commission, shop.program().terms()::captured)
                                .recomputed())
                        .as(where)
                        .isEqualTo(commission.amount());
            }
            assertThat(shop.entries.stream().map(Entry::id).distinct().count())
                    .as(where)
                    .isEqualTo(shop.entries.size());
        });
    }

    static Shop shop(Random random) {
        Shop shop = new Shop();
        shop.holdDays = random.nextInt(3) == 0 ? 0 : random.nextInt(40);
        shop.validation = new ValidationPolicy(
                random.nextBoolean() ? ValidationPolicy.Mode.AUTO : ValidationPolicy.Mode.MANUAL,
                1 + random.nextInt(50));
        Rule shoes = new Rule(
                new RuleId("shoes"),
                List.of(new Condition.Products(Set.of(new Sku("shoes")))),
                new Pay.FixedAndPercent(
                        new Money(random.nextInt(300), Shop.EUR), BigDecimal.valueOf(random.nextInt(2000), 2)),
                random.nextBoolean() ? Optional.empty() : Optional.of(random.nextInt(10)));
        shop.rules = List.of(
                shoes,
                Shop.percent("rest", BigDecimal.valueOf(random.nextInt(3000), 2).toPlainString()));
        return shop;
    }

    static ConversionEvent event(Shop shop, Random random) {
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> sale(shop, random);
            case 3, 4, 5 -> refund(shop, random, Refund.Kind.REFUND);
            case 6 -> refund(shop, random, Refund.Kind.CHARGEBACK);
            case 7, 8 -> shop.won("R-" + random.nextInt(20));
            case 9, 10 -> shop.update("U-" + random.nextInt(9), amount(random, 9_000), items(shop, random));
            default ->
                random.nextInt(4) == 0
                        ? shop.status(Status.values()[random.nextInt(3)])
                        : shop.status(new Verdict(
                                Status.APPROVED, Optional.of(shop.money(amount(random, 3_000))), Optional.empty()));
        };
    }

    private static ConversionEvent sale(Shop shop, Random random) {
        Optional<Verdict> verdict = random.nextInt(3) == 0 ? Optional.of(Verdict.of(Status.PENDING)) : Optional.empty();
        return shop.sale(
                random.nextInt(20) == 0 ? Optional.empty() : Optional.of(Amounts.of(shop.money(amount(random, 9_000)))),
                verdict,
                items(shop, random));
    }

    private static Item[] items(Shop shop, Random random) {
        Item[] items = new Item[random.nextInt(4)];
        for (int index = 0; index < items.length; index++) {
            items[index] = shop.item(random.nextBoolean() ? "shoes" : "hat", amount(random, 4_000));
        }
        return items;
    }

    private static Refund refund(Shop shop, Random random, Refund.Kind kind) {
        RefundItem[] items = new RefundItem[random.nextInt(2)];
        for (int index = 0; index < items.length; index++) {
            items[index] = shop.back(random.nextBoolean() ? "shoes" : "hat", amount(random, 3_000));
        }
        Optional<Money> amount =
                random.nextInt(5) == 0 ? Optional.empty() : Optional.of(shop.money(amount(random, 3_000)));
        return shop.refund(kind, "R-" + random.nextInt(20), amount, items);
    }

    private static String amount(Random random, int most) {
        return BigDecimal.valueOf(random.nextInt(most), 2).toPlainString();
    }
}
