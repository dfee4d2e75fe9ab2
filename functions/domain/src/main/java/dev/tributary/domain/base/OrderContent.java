package dev.tributary.domain.base;

import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.Item;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an order amounts to, before refunds: the total after discounts, the parts of it that earn
/// nothing, and its lines; parts and lines in minor units, exact, as an update may have scaled them.
public record OrderContent(Money amount, Fraction tax, Fraction shipping, Fraction fee, List<ContentLine> lines) {
    public OrderContent {
        lines = List.copyOf(lines);
        if (amount.isNegative() || tax.isNegative() || shipping.isNegative() || fee.isNegative()) {
            throw new IllegalArgumentException("amount or a part of it is negative: " + amount);
        }
        if (total(amount, tax, shipping, fee).isNegative()) {
            throw new IllegalArgumentException("tax, shipping and fee are more than the amount " + amount);
        }
    }

    /// A conversion without an amount has one of zero.
    public static OrderContent of(Optional<Amounts> amounts, List<Item> items, CurrencyCode currency) {
        Amounts sent = amounts.orElseGet(() -> Amounts.of(Money.zero(currency)));
        return new OrderContent(
                sent.amount(),
                minor(sent.tax()),
                minor(sent.shipping()),
                minor(sent.fee()),
                items.stream().map(ContentLine::of).toList());
    }

    /// With another amount: parts and lines that were not sent scale with it. Empty when what was
    /// sent leaves less than nothing for the base.
    public Optional<OrderContent> updated(Amounts sent, List<Item> items) {
        Fraction scale =
                amount.isZero() ? Fraction.ONE : Fraction.of(sent.amount().minor(), amount.minor());
        Fraction newTax = sent.tax().map(part -> Fraction.of(part.minor())).orElse(tax.times(scale));
        Fraction newShipping =
                sent.shipping().map(part -> Fraction.of(part.minor())).orElse(shipping.times(scale));
        Fraction newFee = sent.fee().map(part -> Fraction.of(part.minor())).orElse(fee.times(scale));
        if (total(sent.amount(), newTax, newShipping, newFee).isNegative()) {
            return Optional.empty();
        }
        List<ContentLine> newLines = items.isEmpty()
                ? lines.stream().map(line -> line.scaled(scale)).toList()
                : items.stream().map(ContentLine::of).toList();
        return Optional.of(new OrderContent(sent.amount(), newTax, newShipping, newFee, newLines));
    }

    /// The amount less its parts.
    public Fraction baseTotal() {
        return total(amount, tax, shipping, fee);
    }

    /// The base line by line: lines above it are scaled down to it, below it the rest is one line
    /// without sku and category. A base of 0 is one line of 0.
    public List<BaseLine> base() {
        Fraction total = baseTotal();
        Fraction sum = lines.stream().map(ContentLine::total).reduce(Fraction.ZERO, Fraction::plus);
        if (total.isZero() || lines.isEmpty()) {
            return List.of(BaseLine.rest(total));
        }
        Fraction scale = sum.compareTo(total) > 0 ? total.dividedBy(sum) : Fraction.ONE;
        List<BaseLine> base = new ArrayList<>(lines.size() + 1);
        for (ContentLine line : lines) {
            base.add(new BaseLine(
                    line.sku(), line.category(), line.quantity(), line.total().times(scale), line.total()));
        }
        if (sum.compareTo(total) < 0) {
            base.add(BaseLine.rest(total.minus(sum)));
        }
        return List.copyOf(base);
    }

    private static Fraction total(Money amount, Fraction tax, Fraction shipping, Fraction fee) {
        return Fraction.of(amount.minor()).minus(tax).minus(shipping).minus(fee);
    }

    private static Fraction minor(Optional<Money> part) {
        return part.map(money -> Fraction.of(money.minor())).orElse(Fraction.ZERO);
    }
}
