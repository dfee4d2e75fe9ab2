package dev.tributary.infrastructure.local.demo;

import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.local.demo.Market.Part;
import dev.tributary.infrastructure.local.demo.Meters.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Shoppers buy for some days, then some give back what they bought: each call is signed, some come
/// twice, some refunds come before their sale.
final class OrderPhase {
    private static final int DAYS = 4;
    private static final int AT_ONCE = 8;
    private static final Duration DRAIN = Duration.ofSeconds(60);

    private final LocalMachine machine;
    private final Shop shop;
    private final Market market;
    private final Meters meters;
    private final Progress progress;

    OrderPhase(LocalMachine machine, Shop shop, Market market, Meters meters, Progress progress) {
        this.machine = machine;
        this.shop = shop;
        this.market = market;
        this.meters = meters;
        this.progress = progress;
    }

    /// @param early refunds that came before their sale
    /// @param sales what the sales took, the early refunds among them
    /// @param refunds what the later refunds took
    /// @param seconds until all of them were posted
    record Outcome(List<Order> orders, int early, int late, Reading sales, Reading refunds, double seconds) {
        double perSecond() {
            return (orders.size() + early + late) / seconds;
        }
    }

    /// @param clicks of browsers, by which the orders are attributed
    Outcome run(int count, List<Click> clicks, long seed) throws Exception {
        List<Order> orders = draw(count, clicks, new Random(seed));
        meters.read();
        double seconds = 0;
        AtomicInteger done = new AtomicInteger();
        for (int day = 0; day < DAYS; day++) {
            List<Order> today = orders.subList(orders.size() * day / DAYS, orders.size() * (day + 1) / DAYS);
            seconds += together(today, order -> {
                if (order.refundFirst()) {
                    shop.refund(order, 1, false);
                }
                shop.sale(order);
                progress.at("orders", done.incrementAndGet(), orders.size());
            });
            machine.clock().forward(Duration.ofDays(1));
        }
        machine.awaitQueuesEmpty(DRAIN);
        Reading sales = meters.read();
        List<Order> returned = orders.stream()
                .filter(order -> !order.refundFirst() && !order.refunds().isEmpty())
                .toList();
        AtomicInteger number = new AtomicInteger();
        seconds += together(returned, order -> shop.refund(order, 1, number.incrementAndGet() % 3 == 0));
        int early = (int) orders.stream().filter(Order::refundFirst).count();
        return new Outcome(orders, early, returned.size(), sales, meters.read(), seconds);
    }

    /// One order of 10.00 for the affiliate that stays below the minimum, none yet for the late one, and a
    /// sale that is kept for each of the others; the rest as chance will have it.
    private List<Order> draw(int count, List<Click> clicks, Random random) {
        List<Order> orders = new ArrayList<>();
        for (int number = 0; number < market.partners().size(); number++) {
            int partner = number;
            Click click = clicks.stream()
                    .filter(one -> one.partner() == partner)
                    .findFirst()
                    .orElseThrow(() -> new UnexpectedAnswer(
                            "nobody clicked on the link of " + market.partners().get(partner) + "; try more --clicks",
                            null));
            switch (market.partners().get(number).part()) {
                case SMALL -> orders.add(Order.small("S-" + number, click));
                case LATE -> {}
                case BANNED, NO_METHOD, METHOD_CHANGED, PAID -> orders.add(Order.plain("K-" + number, click, 9_000));
            }
        }
        List<Click> others = clicks.stream()
                .filter(click -> market.partners().get(click.partner()).part() != Part.SMALL
                        && market.partners().get(click.partner()).part() != Part.LATE)
                .toList();
        orders.addAll(Order.draw("A", Math.max(0, count - orders.size()), others, random));
        return List.copyOf(orders);
    }

    /// @return seconds until all that this sent is posted
    private double together(List<Order> orders, Consumer<Order> task) throws Exception {
        long start = System.nanoTime();
        try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Callable<Void>> tasks = orders.stream()
                    .<Callable<Void>>map(order -> () -> {
                        task.accept(order);
                        return null;
                    })
                    .toList();
            for (Future<Void> one : pool.invokeAll(tasks)) {
                one.get();
            }
        }
        machine.awaitQueuesEmpty(DRAIN);
        return (System.nanoTime() - start) / 1e9;
    }
}
