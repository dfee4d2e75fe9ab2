package dev.tributary.infrastructure.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.infrastructure.local.demo.Market.Partner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The payout run as finance reads it: what was planned, what the file said, what became of it, and who
/// was left out and why.
final class PayoutText {
    private static final int MOST_LINES = 6;
    private static final int MOST_SIGNS = 160;

    private PayoutText() {}

    static List<String> of(PayoutPhase.Outcome outcome, Market market) {
        List<String> text = new ArrayList<>(run(outcome.first()));
        text.addAll(run(outcome.second()));
        outcome.files().forEach((name, bytes) -> {
            text.add("File " + name + ", " + bytes.length + " bytes");
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            lines.stream().limit(MOST_LINES).forEach(line -> text.add("  " + cut(line)));
            if (lines.size() > MOST_LINES) {
                text.add("  and " + (lines.size() - MOST_LINES) + " lines more");
            }
        });
        text.add("Left out");
        leftOut(outcome.first().leftOut(), market)
                .forEach((partner, reason) -> text.add("  %-16s %s".formatted(partner, reason)));
        return text;
    }

    private static String cut(String line) {
        return line.length() > MOST_SIGNS ? line.substring(0, MOST_SIGNS) + "..." : line;
    }

    private static List<String> run(PayoutPhase.Run run) {
        JsonNode totals = run.run().path("totals");
        List<String> text = new ArrayList<>();
        text.add("Run " + run.run().path("id").asText() + ": "
                + totals.path("payouts").asText() + " payouts, "
                + money(totals.path("net")) + ", planned by one key, approved by another; "
                + run.run().path("state").asText());
        run.payouts().stream()
                .collect(Collectors.groupingBy(payout -> payout.path("state").asText(), Collectors.counting()))
                .forEach((state, count) -> text.add("  " + count + " " + state));
        return text;
    }

    private static Map<String, String> leftOut(Map<String, String> reasons, Market market) {
        return market.partners().stream()
                .filter(partner -> reasons.containsKey(partner.affiliateId()))
                .collect(Collectors.toMap(
                        Partner::name,
                        partner -> reasons.getOrDefault(partner.affiliateId(), ""),
                        (one, other) -> one,
                        java.util.LinkedHashMap::new));
    }

    private static String money(JsonNode money) {
        return money.path("amount").asText() + " " + money.path("currency").asText();
    }
}
