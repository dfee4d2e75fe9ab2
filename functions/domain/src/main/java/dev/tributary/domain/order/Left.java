package dev.tributary.domain.order;

import dev.tributary.domain.base.BaseLine;
import dev.tributary.domain.base.OrderContent;
import dev.tributary.domain.conversion.RefundItem;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.money.Money;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// What refunds leave of an order: the remainder of its amount, and of each line of its base a part
/// from 1 (all) to 0 (nothing). Always computed again from all refunds, never carried along, so that
/// an update or a chargeback that was won needs no undoing.
record Left(List<BaseLine> base, Money remainder, List<Fraction> parts) {
    static Left of(OrderContent content, List<RefundRecord> refunds) {
        List<BaseLine> base = content.base();
        Left left = new Left(base, content.amount(), Collections.nCopies(base.size(), Fraction.ONE));
        for (RefundRecord refund : refunds) {
            if (!refund.isWon()) {
                left = left.after(refund.amount(), refund.items());
            }
        }
        return left;
    }

    /// With items only their lines are touched. Without, the refund spreads over what is left of each
    /// line. Where nothing of the amount remains, nothing of any line does.
    Left after(Money amount, List<RefundItem> items) {
        Money rest = remainder.minus(amount.min(remainder));
        List<Fraction> after = new ArrayList<>(parts);
        if (rest.isZero()) {
            Collections.fill(after, Fraction.ZERO);
        } else if (items.isEmpty()) {
            Fraction keeps = Fraction.of(rest.minor(), remainder.minor());
            after.replaceAll(part -> part.times(keeps));
        } else {
            for (RefundItem item : items) {
                take(after, item);
            }
        }
        return new Left(base, rest, List.copyOf(after));
    }

    /// Whether every item finds a line that says how much of it comes back.
    boolean knows(List<RefundItem> items) {
        return items.stream()
                .allMatch(item ->
                        !lines(item).isEmpty() && (hasSku(item) || item.amount().isPresent()));
    }

    /// The amount of a refund that did not name one: that of its items, else all that remains.
    Money amountOf(List<RefundItem> items) {
        if (items.isEmpty()) {
            return remainder;
        }
        List<Fraction> after = new ArrayList<>(parts);
        items.forEach(item -> take(after, item));
        Fraction sum = Fraction.ZERO;
        for (int line = 0; line < base.size(); line++) {
            sum = sum.plus(
                    parts.get(line).minus(after.get(line)).times(base.get(line).total()));
        }
        return new Money(sum.rounded(), remainder.currency()).min(remainder);
    }

    /// Lines with the same sku are used up one after the other. What is more than they have left is
    /// not taken: a reversal never exceeds what is left.
    private void take(List<Fraction> parts, RefundItem item) {
        Optional<Fraction> wanted = item.amount().map(money -> Fraction.of(money.minor()));
        Fraction pieces = Fraction.of(item.quantity().orElse(0L));
        for (int line : lines(item)) {
            BaseLine of = base.get(line);
            Fraction gone;
            if (wanted.isPresent()) {
                Fraction there = parts.get(line).times(of.total());
                Fraction taken = wanted.get().min(there);
                gone = of.total().isZero() ? parts.get(line) : taken.dividedBy(of.total());
                wanted = Optional.of(wanted.get().minus(taken));
            } else if (item.quantity().isPresent()) {
                Fraction there = parts.get(line).times(Fraction.of(of.quantity()));
                Fraction taken = pieces.min(there);
                gone = taken.dividedBy(Fraction.of(of.quantity()));
                pieces = pieces.minus(taken);
            } else {
                gone = parts.get(line);
            }
            parts.set(line, parts.get(line).minus(gone));
        }
    }

    private boolean hasSku(RefundItem item) {
        return base.stream()
                .anyMatch(line -> line.sku().filter(item.sku()::equals).isPresent());
    }

    /// The lines with the item's sku; where there are none, the line of what the items left unsaid.
    private List<Integer> lines(RefundItem item) {
        List<Integer> found = new ArrayList<>();
        boolean hasSku = hasSku(item);
        for (int line = 0; line < base.size(); line++) {
            Optional<?> sku = base.get(line).sku();
            if (hasSku ? sku.filter(item.sku()::equals).isPresent() : sku.isEmpty()) {
                found.add(line);
            }
        }
        return found;
    }
}
