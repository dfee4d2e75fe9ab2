package dev.tributary.infrastructure.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What an order earned, computed again from what is stored with it and from the terms it was paid
/// by; written from the rules of the field, not from the platform's code.
final class Recomputation {
    private final JsonNode order;
    private final JsonNode sale;
    private final List<Line> lines;

    private record Line(String sku, String category, long quantity, Exact base, Exact total) {}

    /// What one rule gives; minor units.
    record Earned(long amount, long reversed) {}

    /// `2026-11-22`, of `2026-11-22T10:15`.
    private static final int DAY = 10;

    Recomputation(JsonNode order) {
        this.order = order;
        this.sale = order.path("sale");
        this.lines = lines();
    }

    /// By rule, without those that pay nothing.
    Map<String, Earned> of(JsonNode terms) {
        List<Exact> left = left();
        boolean rejected = order.path("validation").path("status").asText().equals("rejected");
        Map<String, List<Integer>> won = new TreeMap<>();
        Map<String, JsonNode> pays = new TreeMap<>();
        for (int line = 0; line < lines.size(); line++) {
            for (JsonNode rule : terms.path("rules")) {
                if (matches(rule, lines.get(line))) {
                    won.computeIfAbsent(rule.path("id").asText(), absent -> new ArrayList<>())
                            .add(line);
                    pays.put(rule.path("id").asText(), rule.path("pay"));
                    break;
                }
            }
        }
        Map<String, Earned> earned = new TreeMap<>();
        won.forEach((rule, indexes) -> {
            JsonNode override = sale.path("captured").path(0).path("override");
            long amount = pay(override.isMissingNode() ? pays.getOrDefault(rule, override) : override, indexes)
                    .rounded();
            long reversed = rejected
                    ? amount
                    : Exact.of(amount)
                            .times(Exact.ONE.minus(part(indexes, left)))
                            .rounded();
            if (amount > 0) {
                earned.put(rule, new Earned(amount, reversed));
            }
        });
        return earned;
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
        JsonNode exchange = sale.path("exchange");
        Exact whole = Exact.of(base.times(Exact.of(exchange.path("rate").asText()))
                .times(Exact.ten(decimals(exchange.path("to")) - decimals(exchange.path("from"))))
                .rounded());
        return own.stream()
                .map(line -> new Line(
                        line.sku(),
                        line.category(),
                        line.quantity(),
                        line.base().times(whole).by(base),
                        line.total()))
                .toList();
    }

    private static int decimals(JsonNode currency) {
        return Currency.getInstance(currency.asText()).getDefaultFractionDigits();
    }

    private boolean matches(JsonNode rule, Line line) {
        JsonNode facts = sale.path("captured").path(0).path("facts");
        for (JsonNode condition : rule.path("conditions")) {
            String kind = condition.fieldNames().next();
            JsonNode values = condition.path(kind);
            boolean holds = switch (kind) {
                case "events" -> has(values, facts.path("event").asText());
                case "coupons" ->
                    facts.has("coupon")
                            && (values.isEmpty()
                                    || has(values, facts.path("coupon").asText()));
                case "groups" -> facts.path("groups").valueStream().anyMatch(group -> has(values, group.asText()));
                case "skus" -> has(values, line.sku());
                case "categories" -> has(values, line.category());
                case "dates" -> isWithin(values, facts.path("at").asText().substring(0, DAY));
                default -> throw new IllegalStateException("a condition that is not known: " + kind);
            };
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    private static boolean has(JsonNode values, String value) {
        return values.valueStream().anyMatch(one -> one.asText().equals(value));
    }

    /// Texts of days stand in the order of the days.
    private static boolean isWithin(JsonNode dates, String day) {
        return (!dates.has("first") || day.compareTo(dates.path("first").asText()) >= 0)
                && (!dates.has("last") || day.compareTo(dates.path("last").asText()) <= 0);
    }

    private Exact pay(JsonNode pay, List<Integer> indexes) {
        if (pay.has("steps")) {
            return pay(step(pay), indexes);
        }
        Exact sum = pay.has("fixed") ? Exact.of(Exact.minor(pay.path("fixed").asText())) : Exact.ZERO;
        return pay.has("percent")
                ? sum.plus(base(indexes)
                        .times(Exact.of(pay.path("percent").asText()))
                        .by(Exact.of(100)))
                : sum;
    }

    /// Of a retroactive tier: the highest one that the counter has reached at which it is paid by now.
    private JsonNode step(JsonNode pay) {
        if (!pay.path("mode").asText().equals("retroactive")) {
            throw new IllegalStateException("a tier that is not known: " + pay.path("mode"));
        }
        JsonNode captured = sale.path("captured").path(0);
        String day = captured.path("facts").path("at").asText().substring(0, DAY);
        String tally =
                pay.path("measure").asText() + "@" + period(pay.path("period").asText(), day);
        JsonNode first = captured.path("rated").path(tally);
        long counter = captured.path("rerated").path(tally).asLong(first.asLong());
        JsonNode reached = pay.path("steps").path(0);
        for (JsonNode step : pay.path("steps")) {
            reached = step.path("from").asLong() <= counter ? step : reached;
        }
        return reached;
    }

    private static String period(String length, String day) {
        return switch (length) {
            case "day" -> day;
            case "month" -> day.substring(0, 7);
            case "quarter" -> day.substring(0, 4) + "-Q" + (Integer.parseInt(day.substring(5, 7)) + 2) / 3;
            case "year" -> day.substring(0, 4);
            default -> length;
        };
    }

    private Exact base(List<Integer> indexes) {
        Exact sum = Exact.ZERO;
        for (int index : indexes) {
            sum = sum.plus(lines.get(index).base());
        }
        return sum;
    }

    /// How much of a commission on these lines is left.
    private Exact part(List<Integer> indexes, List<Exact> left) {
        Exact whole = base(indexes);
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
        List<Exact> left = new ArrayList<>(Collections.nCopies(lines.size(), Exact.ONE));
        long remainder = Exact.minor(sale.path("amount").asText());
        for (JsonNode refund : order.path("refunds")) {
            if (refund.has("won_by")) {
                continue;
            }
            long rest =
                    Math.max(0, remainder - Exact.minor(refund.path("amount").asText()));
            if (rest == 0) {
                Collections.fill(left, Exact.ZERO);
            } else if (refund.path("items").isEmpty()) {
                Exact keeps = Exact.of(rest).by(Exact.of(remainder));
                left.replaceAll(part -> part.times(keeps));
            } else {
                refund.path("items").forEach(item -> take(left, item));
            }
            remainder = rest;
        }
        return left;
    }

    private void take(List<Exact> left, JsonNode item) {
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
                Exact taken = open.least(left.get(index).times(whole));
                open = open.minus(taken);
                left.set(index, left.get(index).minus(taken.by(whole)));
            }
        }
    }
}
