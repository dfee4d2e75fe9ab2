package dev.tributary.domain.oracle;

import dev.tributary.domain.oracle.History.Amounts;
import dev.tributary.domain.oracle.History.Call;
import dev.tributary.domain.oracle.History.Click;
import dev.tributary.domain.oracle.History.Item;
import dev.tributary.domain.oracle.History.OrderKey;
import dev.tributary.domain.oracle.History.Refund;
import dev.tributary.domain.oracle.History.RefundItem;
import dev.tributary.domain.oracle.History.Said;
import dev.tributary.domain.oracle.History.Sale;
import dev.tributary.domain.oracle.History.Setup;
import dev.tributary.domain.oracle.History.Status;
import dev.tributary.domain.oracle.History.Update;
import dev.tributary.domain.oracle.History.Won;
import dev.tributary.domain.oracle.History.Word;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// What one order lives through: a sale, then refunds, chargebacks won and lost, updates and verdicts,
/// each told late, early, twice, or with another content.
final class OrderStory {
    private static final List<String> COUPONS = List.of(" anna10", "Ben", "UNKNOWN");

    private final Random random;
    private final int decimals;
    private final Setup setup;

    OrderStory(Random random, int decimals, Setup setup) {
        this.random = random;
        this.decimals = decimals;
        this.setup = setup;
    }

    List<Call> calls(OrderKey key, Instant occurred) {
        List<Call> calls = new ArrayList<>();
        Sale sale = sale(key, occurred);
        calls.add(sale);
        int more = random.nextInt(6);
        for (int number = 1; number <= more; number++) {
            calls.add(next(sale, number, later(occurred, Duration.ofDays(chance(60) ? 4 : 40))));
        }
        int again = random.nextInt(3);
        for (int number = 0; number < again; number++) {
            calls.add(repeated(calls.get(random.nextInt(calls.size()))));
        }
        return calls;
    }

    private Sale sale(OrderKey key, Instant occurred) {
        boolean late = chance(25);
        Instant arrival = later(occurred, late ? Duration.ofDays(25) : Duration.ofHours(3));
        boolean skewed = chance(4);
        Optional<Amounts> amounts = chance(6) ? Optional.empty() : Optional.of(amounts(amount()));
        return new Sale(
                arrival,
                key,
                chance(10)
                        ? Optional.empty()
                        : Optional.of(skewed ? arrival.plusSeconds(random.nextInt(310)) : occurred),
                chance(80) ? Optional.of(click(occurred)) : Optional.empty(),
                chance(40) ? coupons() : List.of(),
                chance(30) ? Optional.of("member-" + (1 + random.nextInt(6))) : Optional.empty(),
                amounts,
                amounts.isPresent() ? items(amounts.get().amount()) : List.of(),
                chance(50) ? Optional.empty() : Optional.of(word(amounts)));
    }

    private Click click(Instant occurred) {
        Instant at = occurred.minusSeconds(
                random.nextLong(Duration.ofDays(chance(70) ? 2 : 35).toSeconds()));
        if (chance(5)) {
            at = occurred.plusSeconds(random.nextInt(310));
        } else if (chance(8)) {
            // On the edges: the last second of the window and of the skew, and one beyond.
            long window = Duration.ofDays(setup.termsAt(at).windowDays()).toSeconds();
            at = occurred.minusSeconds((chance(70) ? window : -300) + random.nextInt(3) - 1);
        }
        return new Click(
                1 + random.nextInt(setup.affiliates().size()),
                at,
                setup.termsAt(at).version(),
                chance(95));
    }

    private List<String> coupons() {
        List<String> coupons = new ArrayList<>();
        for (String code : COUPONS) {
            if (chance(45)) {
                coupons.add(random.nextInt(coupons.size() + 1), code);
            }
        }
        return coupons;
    }

    private Word word(Optional<Amounts> amounts) {
        int kind = random.nextInt(10);
        if (kind < 5) {
            return new Word(Status.PENDING, Optional.empty());
        }
        if (kind < 9) {
            return new Word(
                    Status.APPROVED, chance(30) ? amounts.map(sent -> part(sent.amount(), 105)) : Optional.empty());
        }
        return new Word(Status.REJECTED, Optional.empty());
    }

    private Call next(Sale sale, int number, Instant occurred) {
        Instant at = later(occurred, chance(85) ? Duration.ofHours(2) : Duration.ofDays(9));
        Optional<Instant> stated = chance(85) ? Optional.of(occurred) : Optional.empty();
        BigDecimal amount = sale.amounts().map(Amounts::amount).orElse(BigDecimal.ZERO);
        int kind = random.nextInt(100);
        if (kind < 45) {
            return refund(sale, at, stated, number, amount);
        }
        if (kind < 55) {
            return new Won(at, sale.key(), stated, "R-" + (1 + random.nextInt(number)));
        }
        if (kind < 75) {
            BigDecimal now = chance(10) ? BigDecimal.ZERO : chance(50) ? part(amount, 150) : amount();
            return new Update(
                    at,
                    sale.key(),
                    stated,
                    "U-" + number,
                    chance(70) ? plain(now) : amounts(now),
                    chance(70) ? List.of() : items(now));
        }
        Word word = word(sale.amounts());
        return chance(70) ? new Said(at, sale.key(), stated, word) : sale.saying(at, word);
    }

    private Refund refund(Sale sale, Instant at, Optional<Instant> stated, int number, BigDecimal amount) {
        List<RefundItem> items = new ArrayList<>();
        boolean each = chance(60);
        for (Item item : sale.items()) {
            if (chance(35) && item.sku().isPresent()) {
                Optional<BigDecimal> worth = each ? Optional.of(part(item.amount(), 110)) : Optional.empty();
                Optional<Integer> pieces =
                        each || chance(50) ? Optional.empty() : Optional.of(1 + random.nextInt(item.quantity()));
                items.add(new RefundItem(item.sku().get(), pieces, worth));
            }
        }
        boolean told = !each && !items.isEmpty() || chance(85);
        return new Refund(
                at,
                sale.key(),
                stated,
                "R-" + number,
                chance(40),
                told ? Optional.of(chance(10) ? amount : part(amount, 60)) : Optional.empty(),
                items);
    }

    /// The same call later, or one with its name and another content.
    private Call repeated(Call call) {
        Instant at = later(call.at(), Duration.ofDays(chance(80) ? 1 : 20));
        return switch (call) {
            case Sale sale -> chance(70) ? sale.arriving(at) : other(sale, at);
            case Refund refund ->
                new Refund(
                        at,
                        refund.key(),
                        refund.stated(),
                        refund.refund(),
                        refund.chargeback(),
                        refund.amount(),
                        refund.items());
            case Won won -> new Won(at, won.key(), won.stated(), won.chargeback());
            case Update update ->
                new Update(at, update.key(), update.stated(), update.update(), update.amounts(), update.items());
            case Said said -> new Said(at, said.key(), said.stated(), said.word());
        };
    }

    private Sale other(Sale sale, Instant at) {
        Sale fresh = sale(sale.key(), at);
        return new Sale(
                at,
                sale.key(),
                sale.stated(),
                sale.click(),
                sale.coupons(),
                sale.customer(),
                fresh.amounts(),
                fresh.items(),
                sale.word());
    }

    private List<Item> items(BigDecimal amount) {
        List<Item> items = new ArrayList<>();
        for (int number = 1; number <= 3; number++) {
            if (chance(35)) {
                items.add(new Item(
                        chance(90) ? Optional.of("S" + number) : Optional.empty(),
                        chance(60) ? Optional.of(chance(60) ? "shoes" : "hats") : Optional.empty(),
                        1 + random.nextInt(4),
                        part(amount, 70).add(BigDecimal.valueOf(1, decimals))));
            }
        }
        return items;
    }

    private Amounts amounts(BigDecimal amount) {
        return new Amounts(amount, share(amount, 30), share(amount, 20), share(amount, 10));
    }

    private static Amounts plain(BigDecimal amount) {
        return new Amounts(amount, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private Optional<BigDecimal> share(BigDecimal amount, int most) {
        return chance(40) ? Optional.of(part(amount, most)) : Optional.empty();
    }

    private BigDecimal amount() {
        int kind = random.nextInt(20);
        int most = kind < 5 ? 100 : kind < 15 ? 20_000 : 2_000_000;
        return kind == 19 ? BigDecimal.ZERO : BigDecimal.valueOf(1 + random.nextInt(most), decimals);
    }

    /// Up to so many percent of it.
    private BigDecimal part(BigDecimal amount, int most) {
        long minor = amount.movePointRight(decimals).longValueExact();
        return BigDecimal.valueOf(random.nextLong(minor * most / 100 + 1), decimals);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private Instant later(Instant from, Duration most) {
        return from.plusSeconds(random.nextLong(most.toSeconds()));
    }
}
