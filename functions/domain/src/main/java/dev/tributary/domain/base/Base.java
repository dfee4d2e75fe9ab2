package dev.tributary.domain.base;

import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.rate.Exchange;
import java.util.List;
import java.util.Optional;

/// What commissions count of an order, in the program's currency: the order's amount, which conditions
/// ask for, and the base line by line, in minor units.
public record Base(Money amount, Fraction total, List<BaseLine> lines) {
    public Base {
        lines = List.copyOf(lines);
    }

    /// In another currency the base's total is converted and rounded once, then spread exactly over
    /// the lines.
    public static Base of(OrderContent content, Optional<Exchange> exchange) {
        if (exchange.isEmpty()) {
            return new Base(content.amount(), content.baseTotal(), content.base());
        }
        Exchange rate = exchange.get();
        Fraction exact = content.baseTotal();
        Fraction total = Fraction.of(rate.exact(exact).rounded());
        long amount = rate.exact(Fraction.of(content.amount().minor())).rounded();
        Fraction scale = exact.isZero() ? Fraction.ZERO : total.dividedBy(exact);
        List<BaseLine> lines =
                content.base().stream().map(line -> line.scaled(scale)).toList();
        return new Base(new Money(amount, rate.to()), total, lines);
    }

    /// The exact base of some lines, by their index.
    public Fraction of(List<Integer> chosen) {
        return chosen.stream().map(line -> lines.get(line).base()).reduce(Fraction.ZERO, Fraction::plus);
    }

    /// How many pieces some lines are.
    public long quantity(List<Integer> chosen) {
        return chosen.stream().mapToLong(line -> lines.get(line).quantity()).reduce(0, Math::addExact);
    }
}
