package dev.tributary.infrastructure.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// The entry of a closed day's clicks, whose line says `clicks 2026-11-22 130 100 2`: qualified, paid, the
/// version that pays, and behind it what caps left where that is less. It pays what that version gives and
/// the caps have room for, and counts so much.
final class ClickDay {
    private final String[] entry;
    private final String[] said;
    private final JsonNode terms;
    private final JsonNode pay;

    ClickDay(Snapshot snapshot, String[] entry) {
        this.entry = entry;
        this.said = Arrays.stream(entry)
                .filter(line -> line.startsWith("clicks "))
                .findFirst()
                .orElse("clicks - 0 0 0")
                .split(" ", -1);
        int version = Integer.parseInt(said[4]);
        // Before any terms nothing is paid, and nothing is stored.
        this.terms = version == 0 ? MissingNode.getInstance() : snapshot.terms(entry[1], version);
        this.pay = terms.path("click_pay");
    }

    /// @param counted by the entries before it
    Optional<String> broken(Map<String, Long> counted) {
        long qualified = Long.parseLong(said[2]);
        long paid = Long.parseLong(said[3]);
        long most = pay.isMissingNode()
                ? 0
                : Math.min(qualified, pay.path("daily_cap").asLong(qualified));
        // Groups are the enrollment's as it was then: one that has none of them is paid nothing.
        if (paid != most && !(paid == 0 && pay.has("groups"))) {
            return Optional.of("pays " + paid + " clicks, where " + most + " are to be paid");
        }
        long amount = Arrays.stream(entry)
                .filter(posting -> posting.startsWith("merchant_expense "))
                .mapToLong(posting -> Long.parseLong(posting.split(" ", -1)[2]))
                .sum();
        long full = paid * (pay.has("amount") ? Exact.minor(pay.path("amount").asText()) : 0);
        long right = full;
        for (JsonNode cap : terms.path("caps")) {
            if (!cap.has("rule") || cap.path("rule").equals(pay.path("id"))) {
                long let = counted.getOrDefault(Recomputation.capTally(cap, said[1]), 0L);
                right = Math.min(right, Math.max(0, Exact.minor(cap.path("most").asText()) - let));
            }
        }
        boolean capped = right < full;
        if (capped ? said.length != 6 || Long.parseLong(said[5]) != right : said.length != 5) {
            return Optional.of("says " + String.join(" ", said) + ", where caps leave " + right + " of " + full);
        }
        if (amount != right) {
            return Optional.of("pays " + amount + " for " + paid + " clicks, where it is " + right);
        }
        for (String line : entry) {
            String[] parts = line.split(" ", -1);
            boolean clicks = line.startsWith("count qualified_clicks@");
            if (parts[0].equals("count")
                    && Long.parseLong(parts[2]) > 0
                    && Long.parseLong(parts[2]) != (clicks ? qualified : amount)) {
                return Optional.of("counts " + line + " for " + qualified + " clicks and " + amount);
            }
        }
        return Optional.empty();
    }
}
