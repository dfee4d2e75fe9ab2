package dev.tributary.domain.oracle;

import dev.tributary.domain.oracle.History.Amounts;
import dev.tributary.domain.oracle.History.Item;
import dev.tributary.domain.oracle.History.RefundItem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// What an order is worth: its total, the parts that earn nothing, its lines, and what is left of each
/// after refunds. `above` is the last basket of an amount above zero: what an update scales.
record Basket(BigDecimal amount, Exact tax, Exact shipping, Exact fee, List<Line> lines, Optional<Basket> above) {
    /// A line's total as it was sent, without tax.
    record Line(Optional<String> sku, Optional<String> category, int quantity, Exact total) {}

    /// A line of the base; `of` is the line that it comes from, or the number of lines for the rest.
    record Base(Optional<String> sku, Optional<String> category, Exact worth, int of) {}

    /// Money that went back: the amount by which the order's remainder falls, and the lines, if told.
    record Back(String id, boolean chargeback, BigDecimal amount, List<Went> items) {}

    /// A line that went back, and what that was worth on the day.
    record Went(RefundItem told, Exact worth) {}

    static Basket of(Optional<Amounts> sent, List<Item> items) {
        Amounts amounts =
                sent.orElse(new Amounts(BigDecimal.ZERO, Optional.empty(), Optional.empty(), Optional.empty()));
        return new Basket(
                amounts.amount(),
                exact(amounts.tax()),
                exact(amounts.shipping()),
                exact(amounts.fee()),
                items.stream().map(Basket::line).toList(),
                Optional.empty());
    }

    /// With a new total: parts and lines that are not sent scale with it.
    Basket updated(Amounts sent, List<Item> items) {
        if (amount.signum() == 0 && above.isPresent()) {
            return above.get().updated(sent, items);
        }
        Exact by = amount.signum() == 0 ? Exact.ONE : new Exact(sent.amount(), amount);
        List<Line> scaled = lines.stream()
                .map(line -> new Line(
                        line.sku(),
                        line.category(),
                        line.quantity(),
                        line.total().times(by)))
                .toList();
        return new Basket(
                sent.amount(),
                sent.tax().map(Exact::of).orElse(tax.times(by)),
                sent.shipping().map(Exact::of).orElse(shipping.times(by)),
                sent.fee().map(Exact::of).orElse(fee.times(by)),
                items.isEmpty() ? scaled : items.stream().map(Basket::line).toList(),
                amount.signum() == 0 ? Optional.empty() : Optional.of(this));
    }

    List<Base> base() {
        Exact base = Exact.of(amount).minus(tax).minus(shipping).minus(fee);
        if (base.signum() == 0) {
            return List.of(new Base(Optional.empty(), Optional.empty(), Exact.ZERO, lines.size()));
        }
        Exact sum = Exact.ZERO;
        for (Line line : lines) {
            sum = sum.plus(line.total());
        }
        boolean above = sum.compareTo(base) > 0;
        List<Base> result = new ArrayList<>();
        for (int number = 0; number < lines.size(); number++) {
            Line line = lines.get(number);
            Exact worth = above ? line.total().times(base).dividedBy(sum) : line.total();
            result.add(new Base(line.sku(), line.category(), worth, number));
        }
        if (sum.compareTo(base) < 0) {
            result.add(new Base(Optional.empty(), Optional.empty(), base.minus(sum), lines.size()));
        }
        return result;
    }

    BigDecimal remaining(List<Back> backs) {
        BigDecimal remaining = amount;
        for (Back back : backs) {
            remaining = remaining.subtract(back.amount());
        }
        return remaining;
    }

    /// Which part of each line (and, last, of the rest) went back. With items only those lines; else
    /// it is spread over what is left of each; when nothing remains of the order, all of all.
    List<Exact> gone(List<Back> backs) {
        List<Exact> gone = new ArrayList<>(Collections.nCopies(lines.size() + 1, Exact.ZERO));
        BigDecimal remaining = amount;
        for (Back back : backs) {
            back.items().forEach(item -> take(item.told(), item.worth(), gone));
            if (back.items().isEmpty() && remaining.signum() > 0) {
                Exact part = new Exact(back.amount(), remaining);
                gone.replaceAll(so -> so.plus(Exact.ONE.minus(so).times(part)));
            }
            remaining = remaining.subtract(back.amount());
            if (remaining.signum() == 0) {
                Collections.fill(gone, Exact.ONE);
            }
        }
        return gone;
    }

    /// What the told lines are worth by now, each after the ones before it.
    List<Went> went(List<RefundItem> items, List<Back> backs) {
        List<Exact> gone = gone(backs);
        List<Went> went = new ArrayList<>();
        for (RefundItem item : items) {
            Exact before = worth(gone);
            take(item, exact(item.amount()), gone);
            went.add(new Went(item, worth(gone).minus(before)));
        }
        return went;
    }

    /// What a refund comes to that names no amount: what it takes of its lines, else all that remains.
    BigDecimal worth(List<Went> went, List<Back> backs, int decimals) {
        BigDecimal remaining = remaining(backs);
        if (went.isEmpty()) {
            return remaining;
        }
        Exact worth = Exact.ZERO;
        for (Went one : went) {
            worth = worth.plus(one.worth());
        }
        return worth.rounded(decimals).min(remaining);
    }

    private Exact worth(List<Exact> gone) {
        Exact worth = Exact.ZERO;
        for (int number = 0; number < gone.size(); number++) {
            worth = worth.plus(gone.get(number).times(total(number)));
        }
        return worth;
    }

    /// A sku that no line has belongs to the lines without one; then it has to say how much.
    boolean knows(RefundItem item) {
        return hasSku(item)
                || item.amount().isPresent()
                        && base().stream().anyMatch(line -> line.sku().isEmpty());
    }

    /// Of a line's total: an amount, else pieces of it, else all that is left; one line after another.
    /// When no line has the sku any more, what it was worth is taken of the lines without one.
    private void take(RefundItem item, Exact worth, List<Exact> gone) {
        Optional<String> sku = hasSku(item) ? Optional.of(item.sku()) : Optional.empty();
        boolean byPieces = sku.isPresent() && item.amount().isEmpty();
        Optional<Exact> asked = sku.isEmpty()
                ? Optional.of(worth)
                : item.amount()
                        .or(() -> item.quantity().map(pieces -> BigDecimal.valueOf(pieces)))
                        .map(Exact::of);
        for (Base line : base()) {
            if (!line.sku().equals(sku)) {
                continue;
            }
            int number = line.of();
            Exact whole = byPieces ? Exact.of(BigDecimal.valueOf(pieces(number))) : total(number);
            Exact part = Exact.ONE.minus(gone.get(number));
            if (asked.isPresent() && whole.signum() > 0) {
                part = part.min(asked.get().dividedBy(whole));
                asked = Optional.of(asked.get().minus(part.times(whole)));
            } else if (sku.isEmpty()) {
                part = Exact.ZERO;
            }
            gone.set(number, gone.get(number).plus(part));
        }
    }

    private int pieces(int number) {
        return number < lines.size() ? lines.get(number).quantity() : 1;
    }

    private boolean hasSku(RefundItem item) {
        return base().stream().anyMatch(line -> line.sku().equals(Optional.of(item.sku())));
    }

    private Exact total(int number) {
        if (number < lines.size()) {
            return lines.get(number).total();
        }
        return base().stream()
                .filter(line -> line.of() == number)
                .map(Base::worth)
                .findFirst()
                .orElse(Exact.ZERO);
    }

    private static Line line(Item item) {
        return new Line(item.sku(), item.category(), item.quantity(), Exact.of(item.amount()));
    }

    private static Exact exact(Optional<BigDecimal> part) {
        return part.map(Exact::of).orElse(Exact.ZERO);
    }
}
