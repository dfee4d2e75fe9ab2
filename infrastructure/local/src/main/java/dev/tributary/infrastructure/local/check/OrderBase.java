package dev.tributary.infrastructure.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;

/// What commissions count of an order, line by line and exactly, and what refunds have left of each line.
final class OrderBase {
    private final JsonNode order;
    private final JsonNode sale;
    private final List<Line> lines;
    private final List<Exact> left;

    record Line(String sku, String category, long quantity, Exact base, Exact total) {}

    OrderBase(JsonNode order) {
        this.order = order;
        this.sale = order.path("sale");
        this.lines = lines();
        this.left = left();
    }

    List<Line> all() {
        return lines;
    }

    /// In the program's currency, before refunds; minor units.
    long amount() {
        Exact own = Exact.of(Exact.minor(sale.path("amount").asText()));
        return sale.has("exchange") ? converted(own) : own.rounded();
    }

    /// The exact base of the whole order.
    Exact total() {
        return lines.stream().map(Line::base).reduce(Exact.ZERO, Exact::plus);
    }

    /// What refunds have left of it.
    Exact remaining() {
        Exact sum = Exact.ZERO;
        for (int index = 0; index < lines.size(); index++) {
            sum = sum.plus(lines.get(index).base().times(left.get(index)));
        }
        return sum;
    }

    /// Whether all of an order that had an amount is refunded.
    boolean isGone() {
        return remainder() == 0 && Exact.minor(sale.path("amount").asText()) > 0;
    }

    /// What refunds leave of the order's amount; minor units.
    long remainder() {
        long rest = Exact.minor(sale.path("amount").asText());
        for (JsonNode refund : order.path("refunds")) {
            rest -= refund.has("won_by") ? 0 : Exact.minor(refund.path("amount").asText());
        }
        return rest;
    }

    private List<Line> lines() {
        Exact base = Exact.of(Exact.minor(sale.path("amount").asText()))
                .minus(Exact.of(sale.path("tax").asText()))
                .minus(Exact.of(sale.path("shipping").asText()))
                .minus(Exact.of(sale.path("fee").asText()));
        Exact sum = Exact.ZERO;
        for (JsonNode line : sale.path("lines")) {
            sum = sum.plus(Exact.of(line.path("total").asText()));
        }
        List<Line> result = new ArrayList<>();
        Exact rest = base;
        if (!base.isZero()) {
            Exact scale = sum.compareTo(base) > 0 ? base.by(sum) : Exact.ONE;
            for (JsonNode line : sale.path("lines")) {
                Exact total = Exact.of(line.path("total").asText());
                result.add(new Line(
                        line.path("sku").asText(),
                        line.path("category").asText(),
                        line.path("quantity").asLong(),
                        total.times(scale),
                        total));
                rest = rest.minus(total.times(scale));
            }
        }
        if (!rest.isZero() || result.isEmpty()) {
            result.add(new Line("", "", 1, rest, rest));
        }
        return sale.has("exchange") && !base.isZero() ? exchanged(result, base) : result;
    }

    /// In the program's currency: the whole base is converted and rounded, then spread over the lines. What
    /// refunds are measured by stays in the order's.
    private List<Line> exchanged(List<Line> own, Exact base) {
        Exact whole = Exact.of(converted(base));
        return own.stream()
                .map(line -> new Line(
                        line.sku(),
                        line.category(),
                        line.quantity(),
                        line.base().times(whole).by(base),
                        line.total()))
                .toList();
    }

    private long converted(Exact own) {
        JsonNode exchange = sale.path("exchange");
        return own.times(Exact.of(exchange.path("rate").asText()))
                .times(Exact.ten(decimals(exchange.path("to")) - decimals(exchange.path("from"))))
                .rounded();
    }

    private static int decimals(JsonNode currency) {
        return Currency.getInstance(currency.asText()).getDefaultFractionDigits();
    }

    /// The exact base of some lines, by their index.
    Exact of(List<Integer> indexes) {
        Exact sum = Exact.ZERO;
        for (int index : indexes) {
            sum = sum.plus(lines.get(index).base());
        }
        return sum;
    }

    /// How much of a commission on these lines is left.
    Exact left(List<Integer> indexes) {
        Exact whole = of(indexes);
        Exact rest = Exact.ZERO;
        for (int index : indexes) {
            Exact weight = whole.isZero()
                    ? Exact.ONE.by(Exact.of(indexes.size()))
                    : lines.get(index).base().by(whole);
            rest = rest.plus(weight.times(left.get(index)));
        }
        return rest;
    }

    /// Of each line, a part from 1 to 0. Refunds of items name a sku and an amount or pieces.
    private List<Exact> left() {
        List<Exact> parts = new ArrayList<>(Collections.nCopies(lines.size(), Exact.ONE));
        long remainder = Exact.minor(sale.path("amount").asText());
        for (JsonNode refund : order.path("refunds")) {
            if (refund.has("won_by")) {
                continue;
            }
            long rest =
                    Math.max(0, remainder - Exact.minor(refund.path("amount").asText()));
            if (rest == 0) {
                Collections.fill(parts, Exact.ZERO);
            } else if (refund.path("items").isEmpty()) {
                Exact keeps = Exact.of(rest).by(Exact.of(remainder));
                parts.replaceAll(part -> part.times(keeps));
            } else {
                refund.path("items").forEach(item -> take(parts, item));
            }
            remainder = rest;
        }
        return parts;
    }

    private void take(List<Exact> parts, JsonNode item) {
        String sku = item.path("sku").asText();
        // Of a sku that no line has, so much is taken of the lines without one as it came to when it was told.
        boolean isThere = lines.stream().anyMatch(line -> line.sku().equals(sku));
        String wanted = isThere ? sku : "";
        boolean byAmount = !isThere || item.has("amount");
        Exact open = !isThere
                ? Exact.of(item.path("taken").asText())
                : byAmount
                        ? Exact.of(Exact.minor(item.path("amount").asText()))
                        : item.has("quantity") ? Exact.of(item.path("quantity").asLong()) : Exact.of(Long.MAX_VALUE);
        for (int index = 0; index < lines.size(); index++) {
            Line line = lines.get(index);
            Exact whole = byAmount ? line.total() : Exact.of(line.quantity());
            if (line.sku().equals(wanted) && !whole.isZero()) {
                Exact taken = open.least(parts.get(index).times(whole));
                open = open.minus(taken);
                parts.set(index, parts.get(index).minus(taken.by(whole)));
            }
        }
    }
}
