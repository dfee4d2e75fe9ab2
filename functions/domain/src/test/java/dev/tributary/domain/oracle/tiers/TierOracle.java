package dev.tributary.domain.oracle.tiers;

import dev.tributary.domain.oracle.tiers.Story.Event;
import dev.tributary.domain.oracle.tiers.Story.Step;
import dev.tributary.domain.oracle.tiers.Story.Terms;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// The second implementation: after each event every order of the period is looked at again, from the facts.
final class TierOracle {
    private static final ZoneId ZONE = ZoneId.of("Europe/Riga");

    private final Terms terms;
    private final Map<Integer, Order> orders = new TreeMap<>();

    private static final class Order {
        final Event.Sold sold;
        BigDecimal amount;
        BigDecimal refunded = BigDecimal.ZERO;
        boolean rejected;
        /// The counter at which it is paid.
        BigDecimal paidAt = BigDecimal.ZERO;

        Order(Event.Sold sold) {
            this.sold = sold;
            this.amount = sold.amount();
        }
    }

    TierOracle(Terms terms) {
        this.terms = terms;
    }

    void play(Event event) {
        switch (event) {
            case Event.Sold sold -> orders.put(sold.order(), new Order(sold));
            case Event.Refunded refunded -> {
                Order order = order(refunded);
                order.refunded = order.refunded.add(refunded.amount());
            }
            case Event.Updated updated -> order(updated).amount = updated.amount();
            case Event.Rejected rejected -> order(rejected).rejected = true;
            case Event.Released _ -> {
                return;
            }
        }
        Order touched = order(event);
        LocalDate period = period(touched);
        BigDecimal counter = counter(period);
        if (event instanceof Event.Sold) {
            touched.paidAt = counter;
        }
        if (isPaidAgain(period, event.at())) {
            orders.values().stream()
                    .filter(order -> period(order).equals(period))
                    .forEach(order -> order.paidAt = counter);
        }
    }

    private Order order(Event event) {
        return Objects.requireNonNull(orders.get(event.order()));
    }

    /// What is left of each order's commission.
    Map<Integer, BigDecimal> nets() {
        Map<Integer, BigDecimal> nets = new TreeMap<>();
        orders.forEach((number, order) -> nets.put(number, net(order)));
        return nets;
    }

    private BigDecimal net(Order order) {
        if (order.rejected) {
            return BigDecimal.ZERO.setScale(2);
        }
        Step reached = terms.steps().getFirst();
        for (Step step : terms.steps()) {
            reached = step.from().compareTo(order.paidAt) <= 0 ? step : reached;
        }
        BigDecimal pay = reached.percent()
                .map(percent -> order.amount.multiply(percent).movePointLeft(2).setScale(2, RoundingMode.HALF_UP))
                .orElse(reached.fixed());
        if (order.amount.signum() == 0) {
            return pay.setScale(2);
        }
        BigDecimal reversed = pay.multiply(order.refunded).divide(order.amount, 2, RoundingMode.HALF_UP);
        return pay.subtract(reversed);
    }

    private BigDecimal counter(LocalDate period) {
        return orders.values().stream()
                .filter(order -> period(order).equals(period) && !order.rejected)
                .map(this::counted)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal counted(Order order) {
        BigDecimal left = order.amount.subtract(order.refunded);
        if (terms.measure().equals("revenue")) {
            return order.sold.revenue() ? left : BigDecimal.ZERO;
        }
        boolean isThere = left.signum() > 0 || order.amount.signum() == 0;
        boolean counts = terms.measure().equals("conversions") || order.sold.isNew();
        return isThere && counts ? BigDecimal.ONE : BigDecimal.ZERO;
    }

    private boolean isPaidAgain(LocalDate period, Instant now) {
        LocalDate end = switch (terms.period()) {
            case "day" -> period.plusDays(1);
            case "month" -> period.plusMonths(1);
            case "quarter" -> period.plusMonths(3);
            case "year" -> period.plusYears(1);
            default -> LocalDate.of(9999, 1, 1);
        };
        return now.isBefore(end.atStartOfDay(ZONE).toInstant().plus(Duration.ofDays(terms.holdDays())));
    }

    /// Its first day.
    private LocalDate period(Order order) {
        LocalDate day = order.sold.occurredAt().atZone(ZONE).toLocalDate();
        return switch (terms.period()) {
            case "day" -> day;
            case "month" -> day.withDayOfMonth(1);
            case "quarter" ->
                day.withMonth(day.getMonthValue() - (day.getMonthValue() - 1) % 3)
                        .withDayOfMonth(1);
            case "year" -> day.withDayOfYear(1);
            default -> LocalDate.EPOCH;
        };
    }
}
