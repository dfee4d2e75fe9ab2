package dev.tributary.infrastructure.local.check;

import dev.tributary.infrastructure.edge.BonusKeys;
import dev.tributary.infrastructure.edge.Keys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What prizes without cash have to be, from the entries' text alone: an entry of a bonus without a posting gives
/// or takes one, and the prize's own item says the same. Those of boards are in no entry.
final class Prizes {
    private static final int FIELDS = 10;

    private final Snapshot snapshot;
    private final List<String> broken;
    /// What entries say: `3 true` of one that was won three times and stands.
    private final Map<String, String> said = new HashMap<>();

    private Prizes(Snapshot snapshot, List<String> broken) {
        this.snapshot = snapshot;
        this.broken = broken;
    }

    /// @return what is broken, a line each
    static List<String> broken(Snapshot snapshot) {
        List<String> broken = new ArrayList<>();
        Prizes prizes = new Prizes(snapshot, broken);
        snapshot.partitions(Keys.ACCOUNTS)
                .values()
                .forEach(partition -> partition
                        .tailMap(Keys.ENTRIES)
                        .values()
                        .forEach(item ->
                                prizes.read(Snapshot.value(item, "entry").s().split("\n", -1))));
        snapshot.partitions(BonusKeys.PRIZES)
                .forEach((pk, partition) -> partition.values().forEach(item -> prizes.compare(pk, item)));
        prizes.said.forEach(
                (name, stands) -> broken.add("12 no prize " + name + " is kept, which stands as " + stands));
        return broken;
    }

    private void read(String[] lines) {
        String[] id = lines[5].split(":", -1);
        boolean counts = true;
        for (int at = FIELDS; at < lines.length - 1; at++) {
            counts &= lines[at].startsWith("count ");
        }
        if (counts && id[0].equals("bonus")) {
            said.put(String.join(":", id[1], id[2], id[3], id[4]), id[5] + " " + (id.length == 6));
        }
    }

    private void compare(String pk, Map<String, AttributeValue> item) {
        String period = Snapshot.value(item, "period").s();
        String name = String.join(
                ":",
                Snapshot.value(item, "program_id").s(),
                Snapshot.value(item, "affiliate_id").s(),
                Snapshot.value(item, "bonus_id").s(),
                period);
        String stands = Snapshot.value(item, "times").n() + " " + !item.containsKey("lost_at");
        boolean isOfBoard = period.contains("Q") && !said.containsKey(name);
        if (!stands.equals(said.remove(name)) && !isOfBoard) {
            broken.add("12 " + pk + " stands as " + stands + ", which its entries do not say");
        }
    }
}
