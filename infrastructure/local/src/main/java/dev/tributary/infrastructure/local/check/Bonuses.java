package dev.tributary.infrastructure.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.infrastructure.edge.Keys;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What bonuses and fees have to be, from the entries' text alone: at most one of each (enrollment, bonus,
/// period) is live at any time; each is what its version of the terms says; a milestone stands on its figure.
final class Bonuses {
    private static final String PREFIX = "bonus:";
    private static final String LOST = "milestone_lost";

    private final Snapshot snapshot;
    private final List<String> broken;
    private final Map<String, Map<String, AttributeValue>> decisions = new HashMap<>();
    /// By conversion.
    private final Map<String, JsonNode> orders = new HashMap<>();

    /// One bonus while an account is replayed.
    ///
    /// @param times how often it was accrued
    /// @param isLive whether it was not lost since; a prize without cash is live with an amount of 0
    /// @param live what stands of it, 0 when it is lost
    private record Standing(long times, boolean isLive, long live) {}

    private Bonuses(Snapshot snapshot, List<String> broken) {
        this.snapshot = snapshot;
        this.broken = broken;
    }

    /// @return what is broken, a line each
    static List<String> broken(Snapshot snapshot) {
        List<String> broken = new ArrayList<>();
        Bonuses bonuses = new Bonuses(snapshot, broken);
        bonuses.decisions();
        bonuses.orders();
        snapshot.partitions(Keys.ACCOUNTS)
                .forEach((pk, partition) -> bonuses.replay(
                        pk, List.copyOf(partition.tailMap(Keys.ENTRIES).values())));
        bonuses.decisions
                .keySet()
                .forEach(entry -> broken.add("12 a decision has posted " + entry + ", and there is no such entry"));
        return broken;
    }

    private void orders() {
        snapshot.partitions(Keys.ORDERS)
                .values()
                .forEach(partition -> partition.values().forEach(item -> {
                    JsonNode order = snapshot.order(item);
                    if (Counters.counts(order.path("sale"))) {
                        String at = Snapshot.value(item, Keys.GSI1_SK).s();
                        orders.put(at.substring(at.indexOf('#') + 1), order);
                    }
                }));
    }

    /// Those that gave something, by the entry that they say they posted.
    private void decisions() {
        snapshot.partitions(Keys.DECISIONS)
                .values()
                .forEach(partition -> partition.values().forEach(item -> {
                    if (item.containsKey("ground") && item.containsKey("entry")) {
                        String entry = Snapshot.value(item, "entry").s();
                        if (decisions.put(entry, item) != null) {
                            broken.add("12 two decisions have posted " + entry);
                        }
                    }
                }));
    }

    private void replay(String pk, List<Map<String, AttributeValue>> entries) {
        Map<String, Standing> standings = new HashMap<>();
        Map<String, Long> tallies = new HashMap<>();
        Released released = new Released();
        Optional<String[]> conversion = Optional.empty();
        for (Map<String, AttributeValue> item : entries) {
            String[] lines = Snapshot.value(item, "entry").s().split("\n", -1);
            if (!lines[5].startsWith(PREFIX)) {
                // What a conversion reaches or loses follows its entry, before any other.
                conversion.ifPresent(of -> settled(pk, of, standings, tallies, released));
                conversion = Optional.of(lines).filter(of -> of[5].startsWith("conversion:"));
            }
            released.read(lines);
            long amount = 0;
            for (int at = 10; at < lines.length - 1; at++) {
                String[] parts = lines[at].split(" ", -1);
                if (parts[0].equals("count")) {
                    tallies.merge(parts[1], Long.parseLong(parts[2]), Long::sum);
                } else {
                    amount += parts[0].equals("merchant_expense") ? Long.parseLong(parts[2]) : 0;
                    amount -= parts[1].equals("merchant_expense") ? Long.parseLong(parts[2]) : 0;
                }
            }
            if (lines[5].startsWith(PREFIX)) {
                bonus(pk, lines[5], amount, standings, tallies);
            }
        }
        conversion.ifPresent(of -> settled(pk, of, standings, tallies, released));
    }

    /// Which days an account has released, while it is replayed.
    private static final class Released {
        private String through = "";

        /// A release is of all days up to the one that its id names.
        void read(String[] lines) {
            if (lines[5].startsWith("release:")) {
                through = lines[5].substring(lines[5].lastIndexOf(':') + 1);
            }
        }

        boolean has(long day) {
            return through.compareTo(LocalDate.ofEpochDay(day).toString()) >= 0;
        }
    }

    /// Everything that is reached is given, and what is no more reached is taken back before its release.
    private void settled(
            String pk, String[] entry, Map<String, Standing> standings, Map<String, Long> tallies, Released released) {
        JsonNode order = orders.get(entry[5].split(":", -1)[1]);
        if (order == null) {
            return;
        }
        order.path("sale")
                .path("captured")
                .valueStream()
                .filter(captured ->
                        captured.path("share").path("affiliate").asText().equals(entry[2]))
                .forEach(captured -> reached(pk + " / " + entry[5], entry[1], captured, standings, tallies));
        standings.forEach((name, standing) -> {
            long day = tallies.getOrDefault("bonus_day." + name, 0L);
            String[] parts = name.split("@", -1);
            terms(new String[] {"bonus", entry[1], entry[2], parts[0], parts[1]}, Optional.empty(), tallies)
                    .filter(bonus -> standing.isLive() && !released.has(day))
                    .filter(bonus -> isReachedBySales(bonus) && figure(bonus, parts[1], tallies) < from(bonus))
                    .ifPresent(bonus ->
                            broken.add("12 " + pk + " / " + entry[5] + " leaves " + name + " below its figure"));
        });
    }

    private void reached(
            String where,
            String program,
            JsonNode captured,
            Map<String, Standing> standings,
            Map<String, Long> tallies) {
        JsonNode terms = snapshot.terms(program, captured.path("terms_version").asInt());
        for (JsonNode bonus : terms.path("bonuses")) {
            boolean isFor = !bonus.has("groups")
                    || captured.path("facts")
                            .path("groups")
                            .valueStream()
                            .anyMatch(
                                    group -> bonus.path("groups").valueStream().anyMatch(group::equals));
            // Who has signed when, and so whether a first sale gives something, is the enrollment's affair.
            if (isFor && bonus.path("kind").asText().equals("milestone")) {
                String period = CapturedPay.period(bonus.path("period").asText(), CapturedPay.day(captured));
                String name = bonus.path("id").asText() + "@" + period;
                boolean isLive =
                        standings.getOrDefault(name, new Standing(0, false, 0)).isLive();
                if (!isLive && figure(bonus, period, tallies) >= from(bonus)) {
                    broken.add("12 " + where + " reaches " + name + ", and it is not given");
                }
            }
        }
    }

    private static boolean isReachedBySales(JsonNode bonus) {
        return bonus.path("kind").asText().equals("milestone")
                || bonus.path("when").asText().equals("first_sale");
    }

    private void bonus(String pk, String id, long amount, Map<String, Standing> standings, Map<String, Long> tallies) {
        String[] parts = id.split(":", -1);
        String where = pk + " / " + id;
        if (!pk.startsWith(Keys.ACCOUNTS + parts[1] + "#" + parts[2] + "#")) {
            broken.add("16 " + where + " is of another account");
        }
        String name = parts[3] + "@" + parts[4];
        long ordinal = Long.parseLong(parts[5]);
        Standing before = standings.getOrDefault(name, new Standing(0, false, 0));
        Optional<Map<String, AttributeValue>> decision = Optional.ofNullable(decisions.remove(id));
        Optional<JsonNode> terms = terms(parts, decision, tallies);
        if (parts.length == 7 && parts[6].equals(LOST)) {
            if (!before.isLive() || ordinal != before.times() || -amount != before.live()) {
                broken.add("12 " + where + " takes " + -amount + " back, where " + before.live() + " is live");
            }
            terms.filter(bonus -> figure(bonus, parts[4], tallies) >= from(bonus))
                    .ifPresent(bonus -> broken.add("12 " + where + " is lost, and its figure is reached"));
            standings.put(name, new Standing(before.times(), false, 0));
            return;
        }
        if (before.isLive() || ordinal != before.times() + 1) {
            broken.add("12 " + where + " is given while " + before + " is there");
        }
        standings.put(name, new Standing(ordinal, true, amount));
        if (terms.isEmpty()) {
            broken.add("3 " + where + " is a bonus of no version");
            return;
        }
        JsonNode bonus = terms.get();
        if (Exact.minor(bonus.path("amount").asText()) != amount) {
            broken.add("3 " + where + " is " + amount + ", where the terms give " + bonus.path("amount"));
        }
        boolean decided = Set.of("flat_fee", "bounty", "leaderboard")
                        .contains(bonus.path("kind").asText())
                || bonus.path("when").asText().equals("approval");
        if (decided != decision.isPresent()) {
            broken.add("12 " + where + (decided ? " was given by no decision" : " was given by a decision"));
        }
        if (!decided && figure(bonus, parts[4], tallies) < from(bonus)) {
            broken.add("12 " + where + " is given below its figure");
        }
    }

    /// The version is the decision's, or what the account has noted with this entry.
    private Optional<JsonNode> terms(
            String[] id, Optional<Map<String, AttributeValue>> decision, Map<String, Long> tallies) {
        long version = decision.map(item ->
                        Long.parseLong(Snapshot.value(item, "terms_version").n()))
                .orElseGet(() -> tallies.getOrDefault("bonus_version." + id[3] + "@" + id[4], 0L));
        return version == 0
                ? Optional.empty()
                : snapshot.terms(id[1], Math.toIntExact(version))
                        .path("bonuses")
                        .valueStream()
                        .filter(bonus -> bonus.path("id").asText().equals(id[3]))
                        .findFirst();
    }

    private static long figure(JsonNode bonus, String period, Map<String, Long> tallies) {
        String measure = bonus.path("kind").asText().equals("milestone")
                ? bonus.path("measure").asText()
                : "sales";
        return tallies.getOrDefault(measure + "@" + period, 0L);
    }

    private static long from(JsonNode bonus) {
        return bonus.path("from").asLong(1);
    }
}
