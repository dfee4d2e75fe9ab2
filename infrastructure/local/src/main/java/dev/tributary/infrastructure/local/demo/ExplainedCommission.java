package dev.tributary.infrastructure.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// One commission as its affiliate reads it: the sentence, and all that went into the amount.
final class ExplainedCommission {
    private ExplainedCommission() {}

    /// @param commission as `GET /v1/commissions/{id}` gives it
    static List<String> text(JsonNode commission) {
        JsonNode explanation = commission.path("explanation");
        JsonNode order = explanation.path("order");
        List<String> text = new ArrayList<>();
        text.add("Commission " + commission.path("id").asText() + " of order "
                + commission.path("order_id").asText());
        text.add("  " + explanation.path("sentence").asText());
        text.add(row(
                "order",
                money(order.path("amount")) + ", tax " + minor(order.path("tax")) + ", shipping "
                        + minor(order.path("shipping")) + ", fee " + minor(order.path("fee"))));
        text.add(row("base", minor(explanation.path("base"))));
        text.add(row(
                "rule",
                explanation.path("rule_id").asText() + " of terms version "
                        + explanation.path("terms_version").asText() + ", "
                        + explanation.path("pay").path("percent").asText() + " %"));
        text.add(row(
                "credit",
                explanation.path("credit").path("kind").asText() + " at "
                        + explanation.path("credit").path("clicked_at").asText()));
        text.add(row(
                "exact",
                minor(explanation.path("exact")) + ", rounded "
                        + explanation.path("rounding").asText().replace('_', ' ')));
        text.add(row("amount", money(commission.path("amount"))));
        text.add(row("reversed", money(commission.path("reversed"))));
        text.add(row("net", money(commission.path("net"))));
        text.add(row(
                "hold",
                "until " + commission.path("hold_ends_at").asText() + ", released on "
                        + commission.path("release_day").asText()));
        text.add(row("computed again", money(explanation.path("recomputed"))));
        return text;
    }

    /// Whether the explanation, computed again, gives the amount.
    static boolean holds(JsonNode commission) {
        return commission.path("explanation").path("recomputed").equals(commission.path("amount"))
                && !commission.path("explanation").path("sentence").asText().isBlank();
    }

    private static String row(String name, String value) {
        return "    %-16s %s".formatted(name, value);
    }

    private static String money(JsonNode money) {
        return money.path("amount").asText() + " " + money.path("currency").asText();
    }

    /// In the currency's unit where it is whole cents; exact amounts may be fractions of them: `7277/5`.
    private static String minor(JsonNode exact) {
        String cents = exact.path("minor").asText();
        return cents.contains("/")
                ? cents + " cents"
                : new BigDecimal(cents).movePointLeft(2).toPlainString() + " "
                        + exact.path("currency").asText();
    }
}
