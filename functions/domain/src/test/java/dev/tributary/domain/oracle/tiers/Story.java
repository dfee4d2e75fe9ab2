package dev.tributary.domain.oracle.tiers;

import dev.tributary.domain.oracle.Chance;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What happens to an affiliate whose program pays by a retroactive tier, in words that neither side owns.
record Story(Terms terms, List<Event> events) {
    private static final Instant BEGIN = Instant.parse("2026-10-20T09:00:00Z");
    private static final int MOST_EVENTS = 45;

    /// @param percent of the base; empty where the step pays a fixed amount
    record Step(BigDecimal from, Optional<BigDecimal> percent, BigDecimal fixed) {}

    /// @param measure `revenue`, `conversions`, `new_customers`
    /// @param period `day`, `month`, `quarter`, `year`, `ever`
    record Terms(String measure, String period, List<Step> steps, int holdDays) {}

    sealed interface Event {
        Instant at();

        int order();

        /// @param revenue whether it is a sale; else a lead
        record Sold(Instant at, int order, Instant occurredAt, BigDecimal amount, boolean revenue, boolean isNew)
                implements Event {}

        record Refunded(Instant at, int order, BigDecimal amount) implements Event {}

        record Updated(Instant at, int order, BigDecimal amount) implements Event {}

        record Rejected(Instant at, int order) implements Event {}

        /// The day's release, of no order.
        record Released(Instant at, int order) implements Event {}
    }

    /// What the generator has to know so that no call is refused.
    private static final class Known {
        BigDecimal amount = BigDecimal.ZERO;
        BigDecimal refunded = BigDecimal.ZERO;
        boolean rejected;
        Instant holdEnd = Instant.EPOCH;
    }

    static Story draw(Chance chance) {
        Terms terms = terms(chance);
        List<Event> events = new ArrayList<>();
        Map<Integer, Known> orders = new HashMap<>();
        Instant now = BEGIN;
        int most = 5 + chance.upTo(MOST_EVENTS);
        while (events.size() < most) {
            now = now.plus(Duration.ofMinutes(chance.in100(20) ? chance.upTo(12_000) : chance.upTo(600)));
            events.add(event(chance, terms, orders, now));
        }
        return new Story(terms, List.copyOf(events));
    }

    private static Terms terms(Chance chance) {
        String measure = chance.any(List.of("revenue", "revenue", "conversions", "new_customers"));
        boolean money = measure.equals("revenue");
        List<Step> steps = new ArrayList<>();
        BigDecimal from = BigDecimal.ZERO;
        int count = 2 + chance.upTo(2);
        for (int step = 0; step < count; step++) {
            boolean fixed = chance.in100(25);
            BigDecimal rate = BigDecimal.valueOf(chance.upTo(200), 1);
            steps.add(
                    fixed
                            ? new Step(from, Optional.empty(), chance.money(900, 2))
                            : new Step(from, Optional.of(chance.in100(15) ? BigDecimal.ZERO : rate), BigDecimal.ZERO));
            from = from.add(
                    money ? BigDecimal.valueOf(1 + chance.upTo(60_000), 2) : BigDecimal.valueOf(1 + chance.upTo(4)));
        }
        return new Terms(
                measure,
                chance.any(List.of("day", "month", "month", "quarter", "year", "ever")),
                List.copyOf(steps),
                chance.any(List.of(0, 1, 7, 30)));
    }

    private static Event event(Chance chance, Terms terms, Map<Integer, Known> orders, Instant now) {
        if (orders.isEmpty() || chance.in100(40)) {
            int order = orders.size() + 1;
            Known known = new Known();
            known.amount = chance.in100(5) ? BigDecimal.ZERO : chance.money(40_000, 2);
            Instant occurredAt =
                    now.minus(Duration.ofMinutes(chance.in100(30) ? chance.upTo(80_000) : chance.upTo(60)));
            known.holdEnd = occurredAt.plus(Duration.ofDays(terms.holdDays()));
            orders.put(order, known);
            return new Event.Sold(now, order, occurredAt, known.amount, chance.in100(85), chance.in100(50));
        }
        int order = 1 + chance.upTo(orders.size() - 1);
        Known known = Objects.requireNonNull(orders.get(order));
        boolean open = now.isBefore(known.holdEnd) && !known.rejected;
        if (open && chance.in100(20)) {
            known.amount = known.refunded.add(chance.money(40_000, 2));
            return new Event.Updated(now, order, known.amount);
        }
        if (open && chance.in100(10)) {
            known.rejected = true;
            return new Event.Rejected(now, order);
        }
        BigDecimal left = known.amount.subtract(known.refunded);
        if (left.signum() > 0 && chance.in100(75)) {
            BigDecimal amount = chance.in100(40)
                    ? left
                    : chance.money(left.movePointRight(2).intValueExact(), 2);
            if (amount.signum() > 0) {
                known.refunded = known.refunded.add(amount);
                return new Event.Refunded(now, order, amount);
            }
        }
        return new Event.Released(now, order);
    }
}
