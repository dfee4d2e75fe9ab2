package dev.tributary.infrastructure.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// What the demo ends with.
record Report(Statement statement, JsonNode commission, List<String> payouts, Costs costs, Checks checks) {
    boolean holds() {
        return checks.hold();
    }

    List<String> text() {
        List<String> text = new ArrayList<>();
        section(text, "Payout run", payouts);
        section(text, "Statement", statement.text());
        section(text, "One commission, explained", ExplainedCommission.text(commission));
        section(text, "Units and requests, counted from each request", costs.units());
        section(text, "List price of a million on standard Lambda, us-east-1", costs.prices());
        section(text, "Speed of this run", costs.speed());
        section(text, "Invariants", checks.text());
        text.add("");
        text.add(holds() ? "Everything holds." : "NOT everything holds.");
        return text;
    }

    private static void section(List<String> text, String title, List<String> lines) {
        text.add("");
        text.add(title);
        text.add("-".repeat(title.length()));
        text.addAll(lines);
    }
}
