package dev.tributary.infrastructure.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.infrastructure.edge.Keys;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Invariant 3, of an order in another currency: its rate is that of the latest date strictly before its
/// own in UTC, at most 7 days old, that the stored reference rates quote; else one of the merchant's. Rates
/// that came after the order was decided would be taken for its own: where they are checked, none do.
record Rates(Snapshot snapshot) {
    private static final int OLDEST = 7;
    /// `2026-11-22`, of `2026-11-22T10:15`.
    private static final int DAY = 10;

    /// @return what is wrong with the rate of a sale
    Optional<String> broken(String program, JsonNode sale) {
        String own = Snapshot.value(snapshot.item(Keys.PROGRAMS + program, Keys.SOLE), "currency")
                .s();
        String paidIn = sale.path("amount").asText().replaceFirst(".* ", "");
        JsonNode exchange = sale.path("exchange");
        if (paidIn.equals(own)) {
            return exchange.isMissingNode() ? Optional.empty() : Optional.of("is exchanged for its own currency");
        }
        if (!exchange.path("from").asText().equals(paidIn)
                || !exchange.path("to").asText().equals(own)) {
            return Optional.of("is in " + paidIn + ", and exchanged by " + exchange);
        }
        LocalDate day = LocalDate.parse(sale.path("occurred_at").asText().substring(0, DAY));
        for (int age = 1; age <= OLDEST; age++) {
            Map<String, Exact> quoted = quoted(day.minusDays(age));
            Exact from = quoted.get(paidIn);
            Exact to = quoted.get(own);
            if (from != null && to != null) {
                return is(exchange, "ecb", day.minusDays(age), to.by(from));
            }
        }
        LocalDate date = LocalDate.parse(exchange.path("date").asText());
        boolean counts = date.isBefore(day) && !date.isBefore(day.minusDays(OLDEST));
        Map<String, AttributeValue> merchants = snapshot.partitions(Keys.PROGRAMS + program)
                .getOrDefault(Keys.PROGRAMS + program, new TreeMap<>())
                .get(Keys.MERCHANT_RATES + paidIn + "#" + date);
        return counts && merchants != null
                ? is(
                        exchange,
                        "merchant",
                        date,
                        Exact.of(Snapshot.value(merchants, "rate").s()))
                : Optional.of("has a rate that nobody gave: " + exchange);
    }

    private static Optional<String> is(JsonNode exchange, String source, LocalDate date, Exact rate) {
        boolean right = exchange.path("source").asText().equals(source)
                && exchange.path("date").asText().equals(date.toString())
                && Exact.of(exchange.path("rate").asText()).compareTo(rate) == 0;
        return right ? Optional.empty() : Optional.of("has the rate " + exchange + " instead of that of " + date);
    }

    /// By currency, units for one euro; none for a date without rates.
    private Map<String, Exact> quoted(LocalDate date) {
        Map<String, AttributeValue> item = snapshot.partitions(Keys.REFERENCE_RATES)
                .getOrDefault(Keys.REFERENCE_RATES, new TreeMap<>())
                .get(date.toString());
        Map<String, Exact> quoted = new HashMap<>();
        if (item != null) {
            quoted.put("EUR", Exact.ONE);
            String[] words = Snapshot.value(item, "rates").s().split(" ", -1);
            for (int word = 0; word + 1 < words.length; word += 2) {
                quoted.put(words[word], Exact.of(words[word + 1]));
            }
        }
        return quoted;
    }
}
