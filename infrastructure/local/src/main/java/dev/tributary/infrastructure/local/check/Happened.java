package dev.tributary.infrastructure.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.infrastructure.edge.BonusKeys;
import dev.tributary.infrastructure.edge.Keys;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How often what terms can do has happened in a table: a test that means to cover it can see that it did.
public final class Happened {
    /// What there is to happen.
    public static final Set<String> ALL = Set.of(
            "found something counted",
            "found a cap used",
            "paid at another step",
            "split",
            "bound",
            "in a later stage",
            "TIER",
            "CLICKS",
            "BONUS",
            "BONUS_LOST",
            "bonus again",
            "flat_fee",
            "signing",
            "bounty",
            "leaderboard",
            "tie on a board",
            "prize",
            "prize lost",
            "prize shipped",
            "prize of a place",
            "submission rejected",
            "told of by a browser alone",
            "proven after a browser told");

    private final Map<String, Long> times = new TreeMap<>();

    private Happened() {}

    /// Without what never did.
    public static Map<String, Long> in(Snapshot snapshot) {
        Happened happened = new Happened();
        snapshot.partitions(Keys.ORDERS)
                .values()
                .forEach(partition -> partition.values().forEach(item -> happened.order(snapshot.order(item))));
        snapshot.partitions(Keys.ACCOUNTS)
                .values()
                .forEach(partition -> partition
                        .tailMap(Keys.ENTRIES)
                        .values()
                        .forEach(item ->
                                happened.entry(Snapshot.value(item, "entry").s().split("\n", -1))));
        happened.rewards(snapshot);
        return happened.times;
    }

    /// What no conversion pays, and what it gives instead of money.
    private void rewards(Snapshot snapshot) {
        items(snapshot, Keys.DECISIONS)
                .filter(item -> item.containsKey("ground"))
                .forEach(item -> count(Snapshot.value(item, "ground").s(), true));
        items(snapshot, BonusKeys.PRIZES).forEach(item -> {
            count("prize", true);
            count("prize lost", item.containsKey("lost_at"));
            count("prize shipped", item.containsKey("step"));
        });
        items(snapshot, BonusKeys.SUBMISSIONS)
                .forEach(item -> count(
                        "submission rejected",
                        Snapshot.value(item, "review").s().equals("rejected")));
        items(snapshot, BonusKeys.SCHEDULES)
                .filter(item -> item.containsKey("places"))
                .forEach(item -> {
                    List<String> figures = Snapshot.value(item, "places").l().stream()
                            .map(place -> place.s().split(" ", -1)[1])
                            .toList();
                    count("tie on a board", Set.copyOf(figures).size() < figures.size());
                });
        Set<String> ofBoards = new HashSet<>();
        items(snapshot, BonusKeys.SCHEDULES)
                .filter(item -> item.containsKey("places"))
                .map(item -> Snapshot.value(item, Keys.SK).s().replace('#', '@'))
                .forEach(ofBoards::add);
        items(snapshot, BonusKeys.PRIZES)
                .forEach(item -> count(
                        "prize of a place",
                        ofBoards.contains(Snapshot.value(item, "bonus_id").s() + "@"
                                + Snapshot.value(item, "period").s())));
    }

    private static Stream<Map<String, AttributeValue>> items(Snapshot snapshot, String prefix) {
        return snapshot.partitions(prefix).values().stream().flatMap(partition -> partition.values().stream());
    }

    private void count(String what, boolean is) {
        if (is) {
            times.merge(what, 1L, Long::sum);
        }
    }

    private void order(JsonNode order) {
        count("told of by a browser alone", order.path("stage").asText().equals("unproven"));
        // Its first call came to nothing: only what is not proven gives way.
        count(
                "proven after a browser told",
                order.path("stage").asText().equals("converted")
                        && order.path("receipts")
                                .path(0)
                                .path("result")
                                .asText()
                                .equals("duplicate"));
        JsonNode captured = order.path("sale").path("captured");
        count("split", captured.size() > 1);
        for (JsonNode share : captured) {
            count("paid at another step", share.has("rerated"));
            count("bound", share.path("share").has("bound_since"));
            count(
                    "in a later stage",
                    share.has("first_charge")
                            && !share.path("first_charge")
                                    .asText()
                                    .substring(0, 7)
                                    .equals(CapturedPay.day(share).substring(0, 7)));
            share.path("tallies").properties().forEach(tally -> {
                count("found something counted", tally.getValue().asLong() > 0);
                count(
                        "found a cap used",
                        tally.getKey().startsWith("cap") && tally.getValue().asLong() > 0);
            });
        }
    }

    private void entry(String[] lines) {
        count(lines[6], Set.of("TIER", "CLICKS", "BONUS", "BONUS_LOST").contains(lines[6]));
        count("bonus again", lines[6].equals("BONUS") && !lines[5].endsWith(":1"));
    }
}
