package dev.tributary.infrastructure.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Who is credited because a customer or a subscription is bound: the binding began with an order of that
/// program which credited the same affiliate, and a subscription's stages count from that order's day.
final class Bonds {
    private final Snapshot snapshot;
    private final List<String> broken = new ArrayList<>();
    /// Program, time and affiliate of every share.
    private final Set<String> credited = new HashSet<>();

    private Bonds(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /// @return what is broken, a line each
    static List<String> broken(Snapshot snapshot) {
        Bonds bonds = new Bonds(snapshot);
        bonds.each(bonds::note);
        bonds.each(bonds::check);
        return bonds.broken;
    }

    private interface Look {
        void at(String where, String program, JsonNode sale, JsonNode share);
    }

    private void each(Look look) {
        snapshot.partitions(Keys.ORDERS)
                .forEach((pk, partition) -> partition.forEach((sk, item) -> {
                    JsonNode sale = snapshot.order(item).path("sale");
                    sale.path("shares").forEach(share -> look.at(pk + " / " + sk, pk.split("#", 3)[1], sale, share));
                }));
    }

    /// What is bound since its own time began no binding.
    private void note(String where, String program, JsonNode sale, JsonNode share) {
        String at = sale.path("occurred_at").asText();
        if (!share.path("bound_since").asText().equals(at)) {
            credited.add(place(program, at, share));
        }
    }

    private static String place(String program, String at, JsonNode share) {
        return program + " " + Instant.parse(at) + " " + share.path("affiliate").asText();
    }

    private void check(String where, String program, JsonNode sale, JsonNode share) {
        if (!share.has("bound_since")) {
            return;
        }
        String since = share.path("bound_since").asText();
        if (!credited.contains(place(program, since, share))) {
            broken.add(
                    "11 " + where + " is bound since " + since + ", when nothing credited " + share.path("affiliate"));
        }
        String day = Instant.parse(since)
                .atZone(snapshot.zone(program))
                .toLocalDate()
                .toString();
        sale.path("captured").forEach(captured -> {
            String first = captured.path("first_charge").asText(day);
            if (captured.path("share").path("affiliate").equals(share.path("affiliate")) && !first.equals(day)) {
                broken.add("3 " + where + " counts its stages from " + first + ", and was bound on " + day);
            }
        });
    }
}
