package dev.tributary.infrastructure.local.life;

import dev.tributary.domain.click.Click;
import dev.tributary.domain.click.TestClick;
import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.Category;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.ChargebackWon;
import dev.tributary.domain.conversion.ConversionEvent.OrderUpdate;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionEvent.StatusUpdate;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.Customer;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.Item;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.RefundId;
import dev.tributary.domain.conversion.RefundItem;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.conversion.UpdateId;
import dev.tributary.domain.conversion.Verdict;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// What a merchant says in a life. What it says about one order may arrive and be handled in any
/// order with one outcome; except where it contradicts itself, in orders named `Q-...`, whose affiliate
/// has no others.
final class OrderCalls {
    /// Orders in which what comes first decides.
    static final String QUARREL = "Q-";

    static final int AFFILIATES = 4;
    private static final CurrencyCode DOLLARS = new CurrencyCode("USD");
    private static final int ONE_ABROAD_IN = 5;
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(300);
    private static final Duration WINDOW = Duration.ofDays(Market.WINDOW_DAYS);

    private final Random random;
    private final List<ConversionEvent> events = new ArrayList<>();
    /// Whether somebody has to be credited, by order.
    private final Map<ConversionKey, Boolean> credited = new HashMap<>();

    OrderCalls(Random random) {
        this.random = random;
    }

    /// @param broken a market whose terms are damaged at first: a few orders of it come as well
    List<ConversionEvent> of(List<Market> markets, Market broken, int orders, Instant start) {
        for (int order = 0; order < orders; order++) {
            boolean ofBroken = order % 20 == 7;
            Market market = ofBroken ? broken : markets.get(random.nextInt(markets.size()));
            add(order % ONE_ABROAD_IN == 3 ? market.paidIn(DOLLARS) : market, order, start);
        }
        return List.copyOf(events);
    }

    /// By the field's rule, with no word of the platform's: a coupon, or a click in its window.
    Map<ConversionKey, Boolean> credited() {
        return Map.copyOf(credited);
    }

    private void add(Market market, int order, Instant start) {
        boolean quarrel = random.nextInt(6) == 0;
        boolean lead = random.nextInt(6) == 0;
        ConversionKey key = new ConversionKey(
                market.program(),
                new OrderId((quarrel ? QUARREL : "A-") + order),
                lead ? new EventName("lead") : EventName.SALE);
        // Up to a little in the future, as a merchant's clock may be.
        Instant at = start.plusSeconds(random.nextInt(-400_000, 250));
        long amount = 300 + random.nextInt(30_000);
        boolean items = !lead && random.nextInt(3) == 0;
        Reward reward = reward(market, key, at, amount, items);
        credited.put(key, isCredited(reward, at));
        events.add(reward);
        if (random.nextInt(4) == 0) {
            events.add(reward);
        }
        if (quarrel) {
            quarrel(market, reward, at, amount);
        } else if (reward.verdict().flatMap(Verdict::approvedAmount).isEmpty()) {
            follow(market, key, at, amount, items);
        }
    }

    private Reward reward(Market market, ConversionKey key, Instant at, long amount, boolean items) {
        boolean quarrel = key.order().text().startsWith(QUARREL);
        int way = random.nextInt(13);
        // Late by far; at the window's last second, and one after it; as far after the sale as clocks differ; a
        // coupon; or as usual, up to 200 seconds after the sale.
        Instant clicked = switch (way) {
            case 0 -> at.minus(Duration.ofDays(40));
            case 1 -> at.minus(WINDOW);
            case 5 -> at.minus(WINDOW).minusSeconds(1);
            case 12 -> at.plus(CLOCKS_DIFFER);
            default -> at.plusSeconds(random.nextInt(-9_000, 200));
        };
        int affiliate = quarrel ? AFFILIATES : 1 + random.nextInt(AFFILIATES - 1);
        Optional<VerifiedClick> click =
                way < 4 && way > 1 ? Optional.empty() : Optional.of(click(market.program(), affiliate, clicked));
        List<CouponCode> coupons =
                way == 2 || way == 4 ? List.of(quarrel ? Market.QUARREL_COUPON : Market.COUPON) : List.of();
        Optional<Verdict> verdict = switch (random.nextInt(8)) {
            case 0 -> Optional.of(Verdict.of(Status.PENDING));
            case 1 -> Optional.of(Verdict.of(Status.APPROVED));
            case 2 ->
                Optional.of(new Verdict(Status.APPROVED, Optional.of(money(market, amount / 2)), Optional.empty()));
            default -> Optional.empty();
        };
        Amounts amounts = random.nextBoolean()
                ? Amounts.of(money(market, amount))
                : new Amounts(
                        money(market, amount),
                        Optional.of(money(market, amount / 6)),
                        Optional.of(money(market, amount / 20)),
                        Optional.empty());
        List<Item> lines = items
                ? List.of(
                        item(market, "S1", "shoes", 1 + random.nextInt(3), amount / 3),
                        item(market, "S2", "hats", 1, amount / (1 + random.nextInt(3))))
                : List.of();
        return new Reward(
                key,
                Optional.of(at),
                click,
                coupons,
                Optional.of(amounts),
                lines,
                Customer.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                verdict,
                random.nextInt(15) == 0);
    }

    private void follow(Market market, ConversionKey key, Instant at, long amount, boolean items) {
        switch (random.nextInt(8)) {
            case 0, 1 -> {
                long rest = amount;
                for (int part = random.nextInt(3); part >= 0; part--) {
                    long back = part == 0 && random.nextBoolean() ? rest : rest / 3;
                    rest -= back;
                    refund(market, key, at, "R-" + part, Refund.Kind.REFUND, Optional.of(back), List.of());
                }
            }
            case 2 -> {
                refund(market, key, at, "C-1", Refund.Kind.CHARGEBACK, Optional.of(amount), List.of());
                if (random.nextBoolean()) {
                    events.add(new ChargebackWon(key, Optional.of(at), new RefundId("C-1")));
                }
            }
            case 3 -> {
                if (items) {
                    List<RefundItem> back = List.of(new RefundItem(new Sku("S1"), Optional.of(1L), Optional.empty()));
                    refund(market, key, at, "R-I", Refund.Kind.REFUND, Optional.of(amount / 9), back);
                }
            }
            case 4 -> {
                if (market.holdDays() > 0) {
                    Amounts more = Amounts.of(money(market, amount + 1 + random.nextInt(500)));
                    events.add(new OrderUpdate(key, Optional.of(at), new UpdateId("U-1"), more, List.of()));
                    refund(market, key, at, "R-1", Refund.Kind.REFUND, Optional.of(amount / 7), List.of());
                }
            }
            case 5 -> events.add(new StatusUpdate(key, Optional.of(at), Verdict.of(Status.APPROVED)));
            case 6 -> {
                if (market.holdDays() > 0) {
                    events.add(new StatusUpdate(key, Optional.of(at), Verdict.of(Status.REJECTED)));
                }
            }
            default -> {}
        }
    }

    /// Another amount, more back than there is, another refund under one number, approved though rejected.
    private void quarrel(Market market, Reward first, Instant at, long amount) {
        ConversionKey key = first.key();
        switch (random.nextInt(3)) {
            case 0 -> events.add(reward(market, key, at, amount + 1, false));
            case 1 -> {
                refund(market, key, at, "R-1", Refund.Kind.REFUND, Optional.of(amount - 1), List.of());
                refund(market, key, at, "R-2", Refund.Kind.REFUND, Optional.of(2L), List.of());
                refund(market, key, at, "R-1", Refund.Kind.REFUND, Optional.of(amount / 2), List.of());
            }
            default -> {
                events.add(new StatusUpdate(key, Optional.of(at), Verdict.of(Status.REJECTED)));
                events.add(new StatusUpdate(key, Optional.of(at), Verdict.of(Status.APPROVED)));
                refund(market, key, at, "R-1", Refund.Kind.REFUND, Optional.empty(), List.of());
            }
        }
    }

    private void refund(
            Market market,
            ConversionKey key,
            Instant at,
            String number,
            Refund.Kind kind,
            Optional<Long> amount,
            List<RefundItem> items) {
        Refund refund = new Refund(
                key,
                Optional.of(at),
                new RefundId(number),
                kind,
                amount.map(minor -> money(market, minor)),
                items,
                Optional.empty());
        events.add(refund);
        if (random.nextInt(5) == 0) {
            events.add(refund);
        }
    }

    private static boolean isCredited(Reward reward, Instant at) {
        return !reward.coupons().isEmpty()
                || reward.click()
                        .filter(click -> !at.isAfter(click.clickedAt().plus(WINDOW)))
                        .isPresent();
    }

    private VerifiedClick click(ProgramId program, int affiliate, Instant at) {
        Click click = TestClick.of(program.bits(), random.nextLong())
                .withLink(affiliate)
                .withTime(at)
                .click();
        return VerifiedClick.of(click.clickId(), click.token());
    }

    private static Item item(Market market, String sku, String category, int quantity, long minor) {
        return new Item(Optional.of(new Sku(sku)), Optional.of(new Category(category)), quantity, money(market, minor));
    }

    private static Money money(Market market, long minor) {
        return new Money(minor, market.currency());
    }
}
