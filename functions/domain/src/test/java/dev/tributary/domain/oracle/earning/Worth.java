package dev.tributary.domain.oracle.earning;

import dev.tributary.domain.oracle.Exact;
import dev.tributary.domain.oracle.earning.Situation.Amounts;
import dev.tributary.domain.oracle.earning.Situation.Order;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What an order is worth in the program's currency: its amount, its base, and the base line by line.
record Worth(BigDecimal amount, Exact total, List<Line> lines) {
    record Line(Optional<String> sku, Optional<String> category, int quantity, Exact base) {}

    static Worth of(Situation situation, Consumer<String> met) {
        Worth own = own(situation.order(), met);
        return situation
                .order()
                .rate()
                .map(rate -> own.converted(rate, decimals(situation.currency()), met))
                .orElse(own);
    }

    /// By ISO 4217.
    static int decimals(String currency) {
        return switch (currency) {
            case "JPY", "KRW" -> 0;
            case "KWD", "BHD" -> 3;
            default -> 2;
        };
    }

    static Exact sum(List<Line> lines) {
        Exact sum = Exact.ZERO;
        for (Line line : lines) {
            sum = sum.plus(line.base());
        }
        return sum;
    }

    private static Worth own(Order order, Consumer<String> met) {
        BigDecimal amount = order.amounts().map(Amounts::amount).orElse(BigDecimal.ZERO);
        BigDecimal base = order.amounts()
                .map(sent -> sent.amount()
                        .subtract(sent.tax().orElse(BigDecimal.ZERO))
                        .subtract(sent.shipping().orElse(BigDecimal.ZERO))
                        .subtract(sent.fee().orElse(BigDecimal.ZERO)))
                .orElse(BigDecimal.ZERO);
        if (base.signum() == 0) {
            met.accept("base of 0");
            return new Worth(amount, Exact.ZERO, List.of(rest(Exact.ZERO)));
        }
        BigDecimal stated = order.lines().stream().map(Situation.Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean above = stated.compareTo(base) > 0;
        Exact scale = above ? new Exact(base, stated) : Exact.ONE;
        List<Line> lines = new ArrayList<>();
        for (Situation.Line line : order.lines()) {
            Exact worth = Exact.of(line.amount()).times(scale);
            lines.add(new Line(line.sku(), line.category(), line.quantity(), worth));
        }
        if (above) {
            met.accept("lines above the base");
        }
        if (stated.compareTo(base) < 0) {
            met.accept(order.lines().isEmpty() ? "no lines" : "lines below the base");
            lines.add(rest(Exact.of(base.subtract(stated))));
        }
        return new Worth(amount, Exact.of(base), lines);
    }

    private static Line rest(Exact base) {
        return new Line(Optional.empty(), Optional.empty(), 1, base);
    }

    private Worth converted(Exact rate, int decimals, Consumer<String> met) {
        met.accept("another currency");
        BigDecimal whole = total.times(rate).rounded(decimals);
        if (total.signum() == 0) {
            return new Worth(Exact.of(amount).times(rate).rounded(decimals), Exact.ZERO, lines);
        }
        if (whole.signum() == 0) {
            met.accept("converted to nothing");
        }
        List<Line> spread = lines.stream()
                .map(line -> new Line(
                        line.sku(),
                        line.category(),
                        line.quantity(),
                        line.base().times(Exact.of(whole)).dividedBy(total)))
                .toList();
        return new Worth(Exact.of(amount).times(rate).rounded(decimals), Exact.of(whole), spread);
    }
}
