package dev.tributary.infrastructure.local.check;

import dev.tributary.infrastructure.edge.BackTestKeys;
import dev.tributary.infrastructure.edge.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What a back-test over everything that was ever sold has to cost: what the ledger says that its conversions
/// cost. Bonuses and clicks are no conversions.
public final class PastCosts {
    private PastCosts() {}

    /// @param backTest of the terms that are in force
    /// @param replays whether the terms pay the same whatever came before: then they cost the same again
    /// @return what is broken, a line each
    public static List<String> broken(Snapshot snapshot, String program, String backTest, boolean replays) {
        List<String> broken = new ArrayList<>();
        Map<String, Map<String, AttributeValue>> items =
                snapshot.partitions(BackTestKeys.BACK_TESTS + backTest).values().stream()
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("no back-test " + backTest));
        String phase = Snapshot.value(snapshot.item(BackTestKeys.BACK_TESTS + backTest, Keys.SOLE), "phase")
                .s();
        if (!phase.equals("done")) {
            broken.add("3 the back-test of " + program + " is " + phase);
        }
        Map<String, Long> costs = costs(snapshot, program);
        Map<String, Long> now = column(items, "now");
        if (!now.equals(costs)) {
            broken.add("3 " + program + " cost " + now + " by its back-test, and " + costs + " by the ledger");
        }
        Map<String, Long> then = column(items, "then");
        if (replays && !then.equals(costs)) {
            broken.add("3 " + program + " costs " + then + " under its own terms, and " + costs + " by the ledger");
        }
        return broken;
    }

    private static Map<String, Long> column(Map<String, Map<String, AttributeValue>> items, String name) {
        Map<String, Long> column = new TreeMap<>();
        items.forEach((sk, item) -> {
            if (!sk.equals(Keys.SOLE)) {
                column.put(sk, Long.parseLong(Snapshot.value(item, name).n()));
            }
        });
        column.values().removeIf(cost -> cost == 0);
        return column;
    }

    /// By affiliate: what conversions and changes of tier took from the merchant, less what they gave back.
    private static Map<String, Long> costs(Snapshot snapshot, String program) {
        Map<String, Long> costs = new TreeMap<>();
        snapshot.partitions(Keys.ACCOUNTS + program + "#")
                .values()
                .forEach(partition -> partition.tailMap(Keys.ENTRIES).values().forEach(item -> {
                    String[] lines = Snapshot.value(item, "entry").s().split("\n", -1);
                    if (lines[5].startsWith("conversion:") || lines[6].equals("TIER")) {
                        costs.merge(lines[2], cost(lines), Long::sum);
                    }
                }));
        costs.values().removeIf(cost -> cost == 0);
        return costs;
    }

    private static long cost(String[] lines) {
        long cost = 0;
        for (String line : lines) {
            String[] parts = line.split(" ", -1);
            if (parts.length > 2 && parts[0].equals("merchant_expense")) {
                cost += Long.parseLong(parts[2]);
            } else if (parts.length > 2 && parts[1].equals("merchant_expense")) {
                cost -= Long.parseLong(parts[2]);
            }
        }
        return cost;
    }
}
