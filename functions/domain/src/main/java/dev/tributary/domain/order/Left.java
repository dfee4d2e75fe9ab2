package dev.tributary.domain.order;

import dev.tributary.domain.base.BaseLine;
import dev.tributary.domain.base.OrderContent;
import dev.tributary.domain.conversion.RefundItem;
import dev.tributary.domain.conversion.Sku;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.money.Money;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

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
    Left after(Money amount, List<RefundedItem> items) {
        Money rest = remainder.minus(amount.min(remainder));
        List<Fraction> after = new ArrayList<>(parts);
        if (rest.isZero()) {
            Collections.fill(after, Fraction.ZERO);
        } else if (items.isEmpty()) {
            Fraction keeps = Fraction.of(rest.minor(), remainder.minor());
            after.replaceAll(part -> part.times(keeps));
        } else {
            for (RefundedItem item : items) {
                take(after, item.said(), item.taken());
            }
        }
        return new Left(base, rest, List.copyOf(after));
    }

    /// Whether every item finds a line that says how much of it comes back.
    boolean knows(List<RefundItem> items) {
        boolean hasRest = base.stream().anyMatch(line -> line.sku().isEmpty());
        return items.stream()
                .allMatch(item ->
                        !lines(item.sku()).isEmpty() || hasRest && item.amount().isPresent());
    }

    /// What a refund's items come to when it is applied now, one after the other.
    List<RefundedItem> taken(List<RefundItem> items) {
        List<Fraction> after = new ArrayList<>(parts);
        List<RefundedItem> taken = new ArrayList<>();
        for (RefundItem item : items) {
            Fraction amount =
                    item.amount().map(money -> Fraction.of(money.minor())).orElse(Fraction.ZERO);
            taken.add(new RefundedItem(item, take(after, item, amount)));
        }
        return taken;
    }

    /// The amount of a refund that did not name one: that of its items, else all that remains.
    Money amountOf(List<RefundedItem> items) {
        if (items.isEmpty()) {
            return remainder;
        }
        Fraction sum = items.stream().map(RefundedItem::taken).reduce(Fraction.ZERO, Fraction::plus);
        return new Money(sum.rounded(), remainder.currency()).min(remainder);
    }

    /// Lines with the same sku are used up one after the other. What is more than they have left is
    /// not taken: a reversal never exceeds what is left.
    /// @param worth what is taken of the lines without a sku when none has the item's
    /// @return how much it was of the lines' totals
    private Fraction take(List<Fraction> parts, RefundItem item, Fraction worth) {
        List<Integer> lines = lines(item.sku());
        if (lines.isEmpty()) {
            return takeOfTheRest(parts, worth);
        }
        Fraction sum = Fraction.ZERO;
        Fraction amount = item.amount().map(money -> Fraction.of(money.minor())).orElse(Fraction.ZERO);
        Fraction pieces = Fraction.of(item.quantity().orElse(0L));
        for (int line : lines) {
            BaseLine of = base.get(line);
            Fraction gone = parts.get(line);
            if (item.amount().isPresent() && !of.total().isZero()) {
                Fraction taken = amount.min(gone.times(of.total()));
                gone = taken.dividedBy(of.total());
                amount = amount.minus(taken);
            } else if (item.amount().isEmpty() && item.quantity().isPresent()) {
                Fraction whole = Fraction.of(of.quantity());
                Fraction taken = pieces.min(gone.times(whole));
                gone = taken.dividedBy(whole);
                pieces = pieces.minus(taken);
            }
            parts.set(line, parts.get(line).minus(gone));
            sum = sum.plus(gone.times(of.total()));
        }
        return sum;
    }

    /// No more than that amount: what else the items left unsaid has nothing to do with it.
    private Fraction takeOfTheRest(List<Fraction> parts, Fraction worth) {
        Fraction open = worth;
        for (int line = 0; line < base.size(); line++) {
            BaseLine of = base.get(line);
            if (of.sku().isEmpty() && !of.total().isZero()) {
                Fraction taken = open.min(parts.get(line).times(of.total()));
                open = open.minus(taken);
                parts.set(line, parts.get(line).minus(taken.dividedBy(of.total())));
            }
        }
        return worth.minus(open);
    }

    private List<Integer> lines(Sku sku) {
        return IntStream.range(0, base.size())
                .filter(line -> base.get(line).sku().filter(sku::equals).isPresent())
                .boxed()
                .toList();
    }
}
