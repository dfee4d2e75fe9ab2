package dev.tributary.infrastructure.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Which rule wins which lines, by the facts that were captured with a share: for each line the first one
/// that matches. A fact that is not known matches no condition.
final class RuleMatch {
    /// `2026-11-22`, of `2026-11-22T10:15`.
    private static final int DAY = 10;

    private static final int MINUTE_FROM = 11;
    private static final int MINUTE_TO = 16;

    private RuleMatch() {}

    /// The indexes of lines by rule, in the order of the rules.
    static Map<JsonNode, List<Integer>> won(JsonNode terms, JsonNode facts, OrderBase base) {
        Map<JsonNode, List<Integer>> won = new LinkedHashMap<>();
        terms.path("rules").forEach(rule -> won.put(rule, new ArrayList<>()));
        for (int line = 0; line < base.all().size(); line++) {
            OrderBase.Line of = base.all().get(line);
            Optional<JsonNode> first = terms.path("rules")
                    .valueStream()
                    .filter(rule -> rule.path("conditions")
                            .valueStream()
                            .allMatch(condition -> holds(condition, facts, base.amount(), of)))
                    .findFirst();
            if (first.isPresent()) {
                won.getOrDefault(first.get(), new ArrayList<>()).add(line);
            }
        }
        won.values().removeIf(List::isEmpty);
        return won;
    }

    private static boolean holds(JsonNode condition, JsonNode facts, long amount, OrderBase.Line line) {
        String kind = condition.fieldNames().next();
        JsonNode values = condition.path(kind);
        String at = facts.path("at").asText();
        return switch (kind) {
            case "events" -> has(values, facts.path("event").asText());
            case "coupons" ->
                facts.has("coupon")
                        && (values.isEmpty() || has(values, facts.path("coupon").asText()));
            case "groups" -> facts.path("groups").valueStream().anyMatch(group -> has(values, group.asText()));
            case "skus" -> has(values, line.sku());
            case "categories" -> has(values, line.category());
            case "dates" -> isWithin(values, at.substring(0, DAY));
            case "days" ->
                has(values, LocalDateTime.parse(at).getDayOfWeek().name().toLowerCase(Locale.ROOT));
            case "hours" -> isAt(values, at.substring(MINUTE_FROM, MINUTE_TO));
            case "channels" -> has(values, facts.path("channel").asText());
            case "countries" -> has(values, facts.path("country").asText());
            case "devices" -> has(values, facts.path("device").asText());
            case "new_customer" -> values.equals(facts.path("new_customer"));
            case "order_amount" ->
                (!values.has("least")
                                || amount >= Exact.minor(values.path("least").asText()))
                        && (!values.has("most")
                                || amount <= Exact.minor(values.path("most").asText()));
            default -> throw new IllegalStateException("a condition that is not known: " + kind);
        };
    }

    private static boolean has(JsonNode values, String value) {
        return values.valueStream().anyMatch(one -> one.asText().equals(value));
    }

    /// Texts of days stand in the order of the days.
    private static boolean isWithin(JsonNode dates, String day) {
        return (!dates.has("first") || day.compareTo(dates.path("first").asText()) >= 0)
                && (!dates.has("last") || day.compareTo(dates.path("last").asText()) <= 0);
    }

    /// Texts of minutes too; from a later one to an earlier one goes over midnight.
    private static boolean isAt(JsonNode hours, String minute) {
        String from = hours.path("from").asText();
        String to = hours.path("to").asText();
        boolean after = minute.compareTo(from) >= 0;
        boolean before = minute.compareTo(to) < 0;
        return from.compareTo(to) < 0 ? after && before : after || before;
    }
}
