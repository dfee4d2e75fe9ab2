package dev.tributary.infrastructure.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// What an order earned, computed again from what is stored with it and from the terms it was paid
/// by; written from the rules of the field, not from the platform's code: base by line, rule, tier or stage,
/// least and most, share, caps, and one rounding.
final class Recomputation {
    private final JsonNode order;
    private final OrderBase base;
    private final IntFunction<JsonNode> terms;

    /// What one rule gives; minor units.
    record Earned(long amount, long reversed) {}

    /// A commission before it is rounded.
    /// @param isRated whether tiers may bring it to another step
    private record Part(String rule, List<Integer> lines, boolean isRated, Exact exact) {
        Part with(Exact changed) {
            return new Part(rule, lines, isRated, changed);
        }
    }

    /// @param terms by their version
    Recomputation(JsonNode order, IntFunction<JsonNode> terms) {
        this.order = order;
        this.base = new OrderBase(order);
        this.terms = terms;
    }

    static String name(String affiliate, String rule) {
        return affiliate + " " + rule;
    }

    /// By affiliate and rule, without those that pay nothing.
    Map<String, Earned> earned() {
        boolean rejected = isRejected(order);
        Map<String, Earned> earned = new TreeMap<>();
        rounded((name, part, amount) -> {
            long reversed = rejected
                    ? amount
                    : Exact.of(amount)
                            .times(Exact.ONE.minus(base.left(part.lines())))
                            .rounded();
            // A step that pays where the one before did not makes no commission of what was rejected meanwhile.
            boolean never = rejected && part.isRated() && !isThere(name);
            if (amount > 0 && !never) {
                earned.put(name, new Earned(amount, Math.max(0, reversed - restored(name))));
            }
        });
        return earned;
    }

    /// What a ruling gave back stays, whatever is to be reversed.
    private long restored(String name) {
        return order.path("commissions")
                .valueStream()
                .filter(one -> name(
                                one.path("affiliate").asText(), one.path("rule").asText())
                        .equals(name))
                .mapToLong(Recomputation::restored)
                .sum();
    }

    static long restored(JsonNode commission) {
        return commission.has("restored")
                ? Exact.minor(commission.path("restored").asText())
                : 0;
    }

    static boolean isRejected(JsonNode order) {
        return order.path("validation").path("status").asText().equals("rejected");
    }

    private boolean isThere(String name) {
        return order.path("commissions")
                .valueStream()
                .filter(one -> Exact.minor(one.path("amount").asText()) > 0)
                .anyMatch(one -> name(
                                one.path("affiliate").asText(), one.path("rule").asText())
                        .equals(name));
    }

    private interface Sink {
        void add(String name, Part part, long amount);
    }

    /// Shares come to whole amounts together first. One that has come to another tier is rounded by itself.
    private void rounded(Sink sink) {
        List<JsonNode> shares =
                order.path("sale").path("captured").valueStream().toList();
        List<List<Part>> first =
                shares.stream().map(share -> parts(share, false)).toList();
        List<Long> totals = together(first.stream().map(Recomputation::sum).toList());
        boolean split = shares.size() > 1
                || shares.stream().anyMatch(share -> CapturedPay.part(share).compareTo(Exact.ONE) != 0);
        for (int at = 0; at < shares.size(); at++) {
            JsonNode share = shares.get(at);
            boolean again = share.has("rerated");
            List<Part> parts = again ? parts(share, true) : first.get(at);
            List<Exact> exact = parts.stream().map(Part::exact).toList();
            List<Long> amounts = split || sharesLimit(terms(share))
                    ? again ? together(exact) : together(exact, totals.get(at))
                    : exact.stream().map(Exact::rounded).toList();
            for (int part = 0; part < parts.size(); part++) {
                String affiliate = share.path("share").path("affiliate").asText();
                sink.add(name(affiliate, parts.get(part).rule()), parts.get(part), amounts.get(part));
            }
        }
    }

    private JsonNode terms(JsonNode share) {
        return terms.apply(share.path("terms_version").asInt());
    }

    private static boolean sharesLimit(JsonNode document) {
        return document.has("limits") || document.path("caps").valueStream().anyMatch(cap -> !cap.has("rule"));
    }

    private List<Part> parts(JsonNode share, boolean now) {
        JsonNode document = terms(share);
        CapturedPay pay = new CapturedPay(share, base, now);
        List<Part> parts = new ArrayList<>();
        RuleMatch.won(document, share.path("facts"), base).forEach((rule, lines) -> {
            JsonNode by = share.has("override") ? share.path("override") : rule.path("pay");
            parts.add(new Part(rule.path("id").asText(), lines, share.has("rated"), pay.of(by, lines)));
        });
        Exact scale = scale(document.path("limits"), sum(parts)).times(CapturedPay.part(share));
        parts.replaceAll(part -> part.with(part.exact().times(scale)));
        return capped(parts, document, share, now);
    }

    /// By how much the least and the most of a conversion change it.
    private static Exact scale(JsonNode limits, Exact sum) {
        if (sum.isZero()) {
            return Exact.ZERO;
        }
        Exact limited = sum;
        if (limits.has("least")) {
            Exact least = Exact.of(Exact.minor(limits.path("least").asText()));
            limited = limited.compareTo(least) < 0 ? least : limited;
        }
        if (limits.has("most")) {
            limited = limited.least(Exact.of(Exact.minor(limits.path("most").asText())));
        }
        return limited.by(sum);
    }

    /// Caps of one rule first, then those of all together.
    private static List<Part> capped(List<Part> parts, JsonNode document, JsonNode share, boolean now) {
        List<Part> capped = new ArrayList<>(parts);
        for (JsonNode cap : document.path("caps")) {
            if (cap.has("rule")) {
                Exact room = room(cap, share, now);
                capped.replaceAll(part -> part.rule().equals(cap.path("rule").asText())
                        ? part.with(part.exact().least(room))
                        : part);
            }
        }
        for (JsonNode cap : document.path("caps")) {
            Exact sum = sum(capped);
            Exact room = room(cap, share, now);
            if (!cap.has("rule") && sum.compareTo(room) > 0) {
                capped.replaceAll(part -> part.with(part.exact().times(room).by(sum)));
            }
        }
        return capped;
    }

    /// What the cap has not let through when the conversion came, or when a change of tier came.
    private static Exact room(JsonNode cap, JsonNode share, boolean now) {
        String tally = capTally(cap, CapturedPay.day(share));
        long first = share.path("tallies").path(tally).asLong();
        long used = now ? share.path("rerated").path(tally).asLong(first) : first;
        return Exact.of(Math.max(0, Exact.minor(cap.path("most").asText()) - used));
    }

    /// `cap@2026-11-22`, `cap.base@2026-11`.
    static String capTally(JsonNode cap, String day) {
        return "cap" + (cap.has("rule") ? "." + cap.path("rule").asText() : "") + "@"
                + CapturedPay.period(cap.path("period").asText(), day);
    }

    private static Exact sum(List<Part> parts) {
        return parts.stream().map(Part::exact).reduce(Exact.ZERO, Exact::plus);
    }

    private static List<Long> together(List<Exact> exact) {
        return together(exact, exact.stream().reduce(Exact.ZERO, Exact::plus).rounded());
    }

    /// By largest remainder to a total; a tie goes to the first.
    private static List<Long> together(List<Exact> exact, long total) {
        List<Long> amounts = new ArrayList<>(exact.stream().map(Exact::floor).toList());
        long left = total - amounts.stream().mapToLong(Long::longValue).sum();
        IntStream.range(0, exact.size())
                .boxed()
                .sorted(Comparator.<Integer, Exact>comparing(at -> exact.get(at).minus(Exact.of(amounts.get(at))))
                        .reversed())
                .limit(Math.max(0, left))
                .toList()
                .forEach(at -> amounts.set(at, amounts.get(at) + 1));
        return amounts;
    }
}
