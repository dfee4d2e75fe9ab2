package dev.tributary.infrastructure.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.infrastructure.edge.DisputeKeys;
import dev.tributary.infrastructure.edge.Keys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What disputes say against what the ledger and the orders hold: an accepted one has one decision, which posted one
/// entry of its amount or says why not; nothing is credited or given back by a ruling that nobody made; and what is
/// noted as open is open.
final class Rulings {
    private static final Set<String> STANDING = Set.of("open", "escalated");

    private final Snapshot snapshot;
    private final List<String> broken = new ArrayList<>();
    /// By the dispute on which they rule.
    private final Map<String, Map<String, AttributeValue>> decisions = new TreeMap<>();
    /// What an entry has brought its affiliate, by account without currency and id.
    private final Map<String, Long> entries = new HashMap<>();
    /// What rulings gave back, by order and affiliate.
    private final Map<String, Long> restored = new HashMap<>();
    private final Set<String> credited = new TreeSet<>();

    private Rulings(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /// @return what is broken, a line each
    static List<String> broken(Snapshot snapshot) {
        Rulings rulings = new Rulings(snapshot);
        rulings.read();
        rulings.disputes();
        rulings.decisions.keySet().forEach(rulings::decision);
        rulings.orders();
        return rulings.broken;
    }

    private void read() {
        snapshot.partitions(Keys.ACCOUNTS)
                .values()
                .forEach(partition -> partition.tailMap(Keys.ENTRIES).values().forEach(item -> {
                    String[] lines = text(item, "entry").split("\n", -1);
                    long sum = 0;
                    for (String line : lines) {
                        String[] parts = line.split(" ", -1);
                        if (parts.length == 4 && parts[0].equals("merchant_expense")) {
                            sum += Long.parseLong(parts[2]);
                        } else if (parts.length == 4 && parts[1].equals("merchant_expense")) {
                            sum -= Long.parseLong(parts[2]);
                        }
                    }
                    entries.put(lines[1] + "#" + lines[2] + " " + lines[5], sum);
                }));
        snapshot.partitions(Keys.DECISIONS)
                .values()
                .forEach(partition -> partition.values().forEach(item -> {
                    if (item.containsKey("basis") && decisions.put(text(item, "dispute_id"), item) != null) {
                        broken.add("12 two decisions rule on " + text(item, "dispute_id"));
                    }
                }));
    }

    private void disputes() {
        Map<String, Set<String>> standing = new TreeMap<>();
        Map<String, Set<String>> noted = new TreeMap<>();
        snapshot.partitions(DisputeKeys.DISPUTES).forEach((pk, partition) -> {
            Map<String, AttributeValue> item = partition.getOrDefault(Keys.SOLE, Map.of());
            if (item.containsKey("open")) {
                Set<String> open = new TreeSet<>();
                Snapshot.value(item, "open").m().values().forEach(id -> open.add(id.s()));
                noted.put(pk, open);
            } else {
                dispute(pk.substring(DisputeKeys.DISPUTES.length()), item);
                String account = DisputeKeys.DISPUTES + text(item, "program_id") + "#" + text(item, "affiliate_id");
                if (STANDING.contains(text(item, "stands"))) {
                    standing.computeIfAbsent(account, absent -> new TreeSet<>())
                            .add(pk.substring(DisputeKeys.DISPUTES.length()));
                }
            }
        });
        noted.values().removeIf(Set::isEmpty);
        if (!noted.equals(standing)) {
            broken.add("12 disputes that stand are " + standing + ", and noted as open are " + noted);
        }
    }

    private void dispute(String id, Map<String, AttributeValue> dispute) {
        Map<String, AttributeValue> decision = decisions.get(id);
        boolean accepted = text(dispute, "stands").equals("accepted");
        if (accepted != (decision != null)) {
            broken.add("12 dispute " + id + " is " + text(dispute, "stands") + ", and "
                    + (decision == null ? "no decision gives anything" : "a decision rules on it"));
        }
        if (accepted
                && decision != null
                && !(text(dispute, "affiliate_id").equals(text(decision, "affiliate_id"))
                        && text(dispute, "program_id").equals(text(decision, "program_id"))
                        && text(dispute, "basis").equals(text(decision, "basis")))) {
            broken.add("16 dispute " + id + " is ruled on by the decision of another");
        }
    }

    private void decision(String dispute) {
        Map<String, AttributeValue> decision = decisions.getOrDefault(dispute, Map.of());
        if (!snapshot.partitions(DisputeKeys.DISPUTES).containsKey(DisputeKeys.DISPUTES + dispute)) {
            broken.add("12 a decision rules on " + dispute + ", which is not there");
        }
        if (!text(decision, "outcome").equals("posted")) {
            return;
        }
        String account = text(decision, "program_id") + "#" + text(decision, "affiliate_id");
        String entry = text(decision, "entry");
        Long posted = entries.get(account + " " + entry);
        if (posted == null) {
            broken.add("12 the ruling on " + dispute + " has posted " + entry + ", and there is no such entry");
            return;
        }
        long amount = Exact.minor(
                (decision.containsKey("posted_amount") ? text(decision, "posted_amount") : text(decision, "amount"))
                        + " " + text(decision, "currency"));
        String basis = text(decision, "basis");
        String order = decision.containsKey("ruled_order")
                ? Keys.ORDERS + text(decision, "program_id") + "#" + text(decision, "ruled_order") + " / "
                        + text(decision, "ruled_event")
                : "";
        // A credit takes back at once what was refunded before, by an entry of its own.
        if (basis.equals("credit") ? posted < amount : posted != amount) {
            broken.add("4 the ruling on " + dispute + " gave " + amount + ", its entry says " + posted);
        }
        if (basis.equals("restore")) {
            restored.merge(order + " " + text(decision, "affiliate_id"), amount, Long::sum);
        }
        if (basis.equals("credit")) {
            credited.add(order + " " + text(decision, "affiliate_id") + " " + dispute);
        }
    }

    private void orders() {
        Map<String, Long> kept = new HashMap<>();
        Set<String> ruled = new TreeSet<>();
        snapshot.partitions(Keys.ORDERS)
                .forEach((pk, partition) -> partition.forEach((sk, item) -> {
                    JsonNode order = snapshot.order(item);
                    String where = pk + " / " + sk;
                    for (JsonNode commission : order.path("commissions")) {
                        if (commission.has("restored")) {
                            kept.merge(
                                    where + " " + commission.path("affiliate").asText(),
                                    Exact.minor(commission.path("restored").asText()),
                                    Long::sum);
                        }
                    }
                    for (JsonNode share : order.path("sale").path("shares")) {
                        if (share.has("ruled")) {
                            ruled.add(where + " " + share.path("affiliate").asText() + " "
                                    + share.path("ruled").asText());
                        }
                    }
                }));
        if (!kept.equals(restored)) {
            broken.add("12 orders keep " + kept + " by rulings, which gave back " + restored);
        }
        if (!ruled.equals(credited)) {
            broken.add("12 orders are credited by " + ruled + ", and rulings credited " + credited);
        }
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return Snapshot.value(item, name).s();
    }
}
