package dev.tributary.infrastructure.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Invariant 12: what is left of each order and of each account, to be compared between a life with
/// faults and one in peace. Two things happen when somebody next looks, and no earlier, so both are
/// read as if somebody had looked at one instant: a pending conversion whose time has come is
/// approved, and what stands in a day that has come is available. Nothing else is evened out.
public final class Outcomes {
    private Outcomes() {}

    /// By order and event.
    public static Map<String, String> orders(Snapshot snapshot, Instant by) {
        Map<String, String> outcomes = new TreeMap<>();
        snapshot.partitions(Keys.ORDERS)
                .forEach((pk, partition) -> partition.forEach((sk, item) -> {
                    JsonNode order = snapshot.order(item);
                    outcomes.put(
                            pk + " / " + sk,
                            order.path("stage").asText() + " " + status(order.path("validation"), by) + " "
                                    + order.path("sale").path("amount").asText() + " "
                                    + order.path("sale").path("shares") + " " + order.path("commissions") + " "
                                    + order.path("refunds")
                                            .valueStream()
                                            .map(refund ->
                                                    refund.path("refund_id").asText() + " "
                                                            + refund.path("amount")
                                                                    .asText() + (refund.has("won_by") ? " won" : ""))
                                            .sorted()
                                            .toList());
                }));
        return outcomes;
    }

    /// By order and event, of those that are converted: `aff_... 1/3, aff_... 2/3`, by affiliate.
    public static Map<String, String> shares(Snapshot snapshot) {
        Map<String, String> shares = new TreeMap<>();
        snapshot.partitions(Keys.ORDERS)
                .forEach((pk, partition) -> partition.forEach((sk, item) -> shares.put(
                        pk + " / " + sk,
                        snapshot.order(item)
                                .path("sale")
                                .path("shares")
                                .valueStream()
                                .map(share -> share.path("affiliate").asText() + " "
                                        + share.path("part").asText())
                                .sorted()
                                .collect(Collectors.joining(", ")))));
        return shares;
    }

    /// By the entry of a closed day, how many clicks of it qualified.
    public static Map<String, Long> clickDays(Snapshot snapshot) {
        Map<String, Long> days = new TreeMap<>();
        snapshot.partitions(Keys.ACCOUNTS)
                .values()
                .forEach(partition -> partition.tailMap(Keys.ENTRIES).values().forEach(item -> {
                    String[] lines = Snapshot.value(item, "entry").s().split("\n", -1);
                    for (String line : lines) {
                        if (line.startsWith("clicks ")) {
                            days.merge(lines[5], Long.parseLong(line.split(" ", -1)[2]), Long::sum);
                        }
                    }
                }));
        return days;
    }

    /// By account: what is pending by day, what is held, and what is available less what is owed.
    public static Map<String, String> accounts(Snapshot snapshot, Instant by) {
        Map<String, String> outcomes = new TreeMap<>();
        snapshot.partitions(Keys.ACCOUNTS).forEach((pk, partition) -> {
            Map<String, AttributeValue> account = partition.getOrDefault(Keys.SOLE, Map.of());
            ZoneId zone = snapshot.zone(pk.split("#", 3)[1]);
            long[] free = {minor(account, "available") - minor(account, "receivable")};
            Map<String, Long> pending = new TreeMap<>();
            Snapshot.value(account, "pending").m().forEach((day, amount) -> {
                long minor = Long.parseLong(amount.n());
                if (LocalDate.parse(day).atStartOfDay(zone).toInstant().isAfter(by)) {
                    pending.put(day, minor);
                } else {
                    free[0] += minor;
                }
            });
            pending.values().removeIf(minor -> minor == 0);
            outcomes.put(pk, "free " + free[0] + ", held " + minor(account, "held") + ", pending " + pending);
        });
        outcomes.values().removeIf(balance -> balance.equals("free 0, held 0, pending {}"));
        return outcomes;
    }

    private static long minor(Map<String, AttributeValue> account, String name) {
        return Long.parseLong(Snapshot.value(account, name).n());
    }

    private static String status(JsonNode validation, Instant by) {
        String status = validation.path("status").asText();
        return status.equals("pending")
                        && !Instant.parse(validation.path("approves_at").asText())
                                .isAfter(by)
                ? "approved"
                : status;
    }
}
