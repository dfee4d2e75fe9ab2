package dev.tributary.infrastructure.local.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What one customer buys, and gives back; drawn from a seed before anything is sent.
///
/// @param cents with tax and shipping
/// @param currency of all its amounts
/// @param twice the shop sends the sale a second time
/// @param refundFirst the refund overtakes its sale
record Order(
        String id,
        Click click,
        String currency,
        long cents,
        long tax,
        long shipping,
        List<Long> refunds,
        boolean twice,
        boolean refundFirst) {
    private static final int ONE_TWICE_IN = 10;
    private static final int ONE_REFUNDED_IN = 8;
    private static final int ONE_ABROAD_IN = 7;
    private static final String ABROAD = "USD";
    private static final long SMALL = 1_210;

    Order {
        refunds = List.copyOf(refunds);
        if (refundFirst && refunds.isEmpty()) {
            throw new IllegalArgumentException("refundFirst without a refund: " + id);
        }
    }

    /// @param clicks of the affiliates among whom the orders are spread
    static List<Order> draw(String prefix, int count, List<Click> clicks, Random random) {
        List<Order> orders = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            long net = 1_000 + random.nextInt(20_000);
            long tax = net * 21 / 100;
            long shipping = random.nextInt(3) == 0 ? 490 : 0;
            long cents = net + tax + shipping;
            List<Long> refunds = new ArrayList<>();
            if (random.nextInt(ONE_REFUNDED_IN) == 0) {
                refunds.add(random.nextInt(3) == 0 ? cents : cents / 3);
            }
            orders.add(new Order(
                    "%s-%05d".formatted(prefix, number),
                    clicks.get(random.nextInt(clicks.size())),
                    number % ONE_ABROAD_IN == 0 ? ABROAD : Market.CURRENCY,
                    cents,
                    tax,
                    shipping,
                    refunds,
                    number % ONE_TWICE_IN == 0,
                    !refunds.isEmpty() && random.nextInt(3) == 0));
        }
        return List.copyOf(orders);
    }

    /// An order of 10.00 without tax.
    static Order small(String id, Click click) {
        return new Order(id, click, Market.CURRENCY, SMALL, SMALL - 1_000, 0, List.of(), false, false);
    }

    /// An order that is kept as it is.
    static Order plain(String id, Click click, long net) {
        return new Order(id, click, Market.CURRENCY, net + net * 21 / 100, net * 21 / 100, 0, List.of(), false, false);
    }

    boolean isAbroad() {
        return currency.equals(ABROAD);
    }

    static String decimal(long cents) {
        return cents / 100 + "." + "%02d".formatted(cents % 100);
    }
}
