package dev.tributary.infrastructure.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a pay gives for some lines of an order, by what was captured with a share: the stage of its day, the
/// step or the slices of its counter. Exact, in minor units of the program's currency.
final class CapturedPay {
    private static final int DAY = 10;
    private static final String RETROACTIVE = "retroactive";

    private final JsonNode captured;
    private final OrderBase base;
    /// Whether it is paid as a change of tier has left it, or as it was first.
    private final boolean now;

    CapturedPay(JsonNode captured, OrderBase base, boolean now) {
        this.captured = captured;
        this.base = base;
        this.now = now;
    }

    /// `2026-11-22`.
    static String day(JsonNode captured) {
        return captured.path("facts").path("at").asText().substring(0, DAY);
    }

    /// `revenue@2026-11`, of a tier or a milestone.
    static String tally(JsonNode counted, String day) {
        return counted.path("measure").asText() + "@"
                + period(counted.path("period").asText(), day);
    }

    static String period(String length, String day) {
        return switch (length) {
            case "day" -> day;
            case "month" -> day.substring(0, 7);
            case "quarter" -> day.substring(0, 4) + "-Q" + (Integer.parseInt(day.substring(5, 7)) + 2) / 3;
            case "year" -> day.substring(0, 4);
            default -> length;
        };
    }

    /// The tiers that pay a whole period at one step, of an override or of all rules.
    static List<JsonNode> retroactive(JsonNode captured, JsonNode terms) {
        List<JsonNode> pays = new ArrayList<>();
        if (captured.has("override")) {
            pays.add(captured.path("override"));
        } else {
            terms.path("rules").forEach(rule -> pays.add(rule.path("pay")));
        }
        pays.removeIf(pay -> !pay.path("mode").asText().equals(RETROACTIVE));
        return pays;
    }

    /// The highest step that a counter has reached, or else the first.
    static JsonNode reached(JsonNode pay, long counter) {
        JsonNode reached = pay.path("steps").path(0);
        for (JsonNode step : pay.path("steps")) {
            reached = step.path("from").asLong() <= counter ? step : reached;
        }
        return reached;
    }

    /// How much the conversion adds to a measure when it comes.
    long own(String measure) {
        return switch (measure) {
            case "revenue" -> revenue().rounded();
            case "conversions" -> 1;
            case "new_customers" -> captured.path("facts").path("new_customer").asBoolean() ? 1 : 0;
            default -> 0;
        };
    }

    /// What a share adds to revenue: its part of the whole base, of sales and charges alone.
    private Exact revenue() {
        return isRevenue(captured) ? base.total().times(part(captured)) : Exact.ZERO;
    }

    static boolean isRevenue(JsonNode captured) {
        String event = captured.path("facts").path("event").asText();
        return event.equals("sale") || event.equals("subscription");
    }

    static Exact part(JsonNode captured) {
        return Exact.of(captured.path("share").path("part").asText());
    }

    Exact of(JsonNode pay, List<Integer> lines) {
        if (pay.has("steps")) {
            return tiered(pay, lines);
        }
        if (pay.has("stages")) {
            return stage(pay).map(stage -> flat(stage, lines, Exact.ONE)).orElse(Exact.ZERO);
        }
        return flat(pay, lines, Exact.ONE);
    }

    /// @param weight how much of it: a slice takes its part of every pay
    private Exact flat(JsonNode pay, List<Integer> lines, Exact weight) {
        Exact sum = pay.has("fixed") ? Exact.of(Exact.minor(pay.path("fixed").asText())) : Exact.ZERO;
        if (pay.has("percent")) {
            sum = sum.plus(
                    base.of(lines).times(Exact.of(pay.path("percent").asText())).by(Exact.of(100)));
        }
        if (pay.has("per_item")) {
            long pieces = lines.stream()
                    .mapToLong(line -> base.all().get(line).quantity())
                    .sum();
            sum = sum.plus(Exact.of(Exact.minor(pay.path("per_item").asText())).times(Exact.of(pieces)));
        }
        return sum.times(weight);
    }

    /// A charge is in a stage until so many months, and those of the stages before, after the first charge.
    private Optional<JsonNode> stage(JsonNode pay) {
        LocalDate day = LocalDate.parse(day(captured));
        LocalDate first = captured.has("first_charge")
                ? LocalDate.parse(captured.path("first_charge").asText())
                : day;
        long months = 0;
        for (JsonNode stage : pay.path("stages")) {
            months += stage.path("months").asLong();
            if (!stage.has("months") || day.isBefore(first.plusMonths(months))) {
                return Optional.of(stage);
            }
        }
        return Optional.empty();
    }

    private Exact tiered(JsonNode pay, List<Integer> lines) {
        String tally = tally(pay, day(captured));
        String measure = pay.path("measure").asText();
        long before = captured.path("tallies").path(tally).asLong();
        if (pay.path("mode").asText().equals(RETROACTIVE)) {
            long first = captured.path("rated").path(tally).asLong(before + own(measure));
            long counter = now ? captured.path("rerated").path(tally).asLong(first) : first;
            return flat(reached(pay, counter), lines, Exact.ONE);
        }
        Exact span = measure.equals("revenue") ? revenue() : Exact.ZERO;
        if (span.isZero()) {
            return flat(reached(pay, before), lines, Exact.ONE);
        }
        return slices(pay, lines, Exact.of(before), Exact.of(before).plus(span));
    }

    /// What lies above a step, and not above the next one, is paid at it; what lies below the first too.
    private Exact slices(JsonNode pay, List<Integer> lines, Exact start, Exact end) {
        Exact sum = Exact.ZERO;
        JsonNode steps = pay.path("steps");
        for (int at = 0; at < steps.size(); at++) {
            Exact from = at == 0 ? start : Exact.of(steps.path(at).path("from").asLong());
            Exact low = from.compareTo(start) < 0 ? start : from;
            Exact high = at + 1 < steps.size()
                    ? end.least(Exact.of(steps.path(at + 1).path("from").asLong()))
                    : end;
            if (low.compareTo(high) < 0) {
                Exact weight = high.minus(low).by(end.minus(start));
                sum = sum.plus(flat(steps.path(at), lines, weight));
            }
        }
        return sum;
    }
}
