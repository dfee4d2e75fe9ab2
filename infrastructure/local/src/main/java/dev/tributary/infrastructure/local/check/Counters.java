package dev.tributary.infrastructure.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What tiers and caps count, from the committed sequence of an account's entries: what a conversion found
/// counted is what the entries before its own had counted, what is counted by now is what its orders amount
/// to, and every conversion of a period stands at the step that its counter has come to.
final class Counters {
    /// So long a period stays on the account after its end, at least.
    private static final int KEPT_DAYS = 100;

    private final Snapshot snapshot;
    private final List<String> broken = new ArrayList<>();
    /// By account and conversion.
    private final Map<String, Map<String, Place>> orders = new HashMap<>();

    /// An order and the share of the account's affiliate in it.
    private record Place(String where, JsonNode order, JsonNode captured) {}

    /// A counter after an entry.
    private record Turn(Instant posted, long count) {}

    /// An account while its entries are replayed.
    private static final class Replay {
        private final Map<String, Long> counters = new TreeMap<>();
        private final Map<String, List<Turn>> turns = new TreeMap<>();
        /// Without what days of clicks have counted.
        private final Map<String, Long> byOrders = new TreeMap<>();
        private Instant last = Instant.EPOCH;
    }

    private Counters(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /// @return what is broken, a line each
    static List<String> broken(Snapshot snapshot) {
        Counters counters = new Counters(snapshot);
        snapshot.partitions(Keys.ORDERS).forEach((pk, partition) -> partition.forEach(counters::place));
        snapshot.partitions(Keys.ACCOUNTS)
                .forEach((pk, partition) -> counters.check(
                        pk, List.copyOf(partition.tailMap(Keys.ENTRIES).values())));
        return counters.broken;
    }

    /// Whether a sale is paid and counted at all.
    static boolean counts(JsonNode sale) {
        return sale.has("captured")
                && !Set.of("test", "rejected", "unproven")
                        .contains(sale.path("no_pay").asText());
    }

    private void place(String sk, Map<String, AttributeValue> item) {
        JsonNode order = snapshot.order(item);
        JsonNode sale = order.path("sale");
        if (!counts(sale)) {
            return;
        }
        String pk = Snapshot.value(item, Keys.PK).s();
        String program = pk.split("#", 3)[1];
        String at = Snapshot.value(item, Keys.GSI1_SK).s();
        String conversion = at.substring(at.indexOf('#') + 1);
        for (JsonNode captured : sale.path("captured")) {
            String account =
                    program + "#" + captured.path("share").path("affiliate").asText();
            orders.computeIfAbsent(account, absent -> new TreeMap<>())
                    .put(conversion, new Place(pk + " / " + sk, order, captured));
        }
    }

    private void check(String pk, List<Map<String, AttributeValue>> entries) {
        String[] key = pk.split("#", 4);
        Map<String, Place> own = orders.getOrDefault(key[1] + "#" + key[2], Map.of());
        Replay replay = new Replay();
        for (Map<String, AttributeValue> item : entries) {
            String[] lines = Snapshot.value(item, "entry").s().split("\n", -1);
            String[] id = lines[5].split(":", -1);
            if (id[0].equals("conversion") && id[2].equals("accrue") && own.containsKey(id[1])) {
                found(own.getOrDefault(id[1], absent()), replay.counters);
            }
            if (id[0].equals("clicks")) {
                new ClickDay(snapshot, lines)
                        .broken(replay.counters)
                        .ifPresent(wrong -> broken.add("3 " + pk + " / " + lines[5] + " " + wrong));
            }
            count(lines, replay, !id[0].equals("clicks"));
        }
        own.values().forEach(place -> {
            rated(place);
            atTheStep(place, key[1], replay);
        });
        sums(pk, own, replay);
    }

    private static Place absent() {
        return new Place("", MissingNode.getInstance(), MissingNode.getInstance());
    }

    private static void count(String[] lines, Replay replay, boolean byOrders) {
        replay.last = Instant.parse(lines[8]);
        for (int at = 10; at < lines.length - 1; at++) {
            String[] parts = lines[at].split(" ", -1);
            if (parts[0].equals("count")) {
                long change = Long.parseLong(parts[2]);
                long now = replay.counters.merge(parts[1], change, Long::sum);
                replay.turns
                        .computeIfAbsent(parts[1], absent -> new ArrayList<>())
                        .add(new Turn(replay.last, now));
                replay.byOrders.merge(parts[1], byOrders ? change : 0, Long::sum);
            }
        }
    }

    /// Before its own entry, and after all others.
    private void found(Place place, Map<String, Long> counters) {
        place.captured().path("tallies").properties().forEach(tally -> {
            long stood = counters.getOrDefault(tally.getKey(), 0L);
            if (stood != tally.getValue().asLong()) {
                broken.add("12 " + place.where() + " found " + tally + " counted, its account had counted " + stood);
            }
        });
    }

    /// This conversion included: it was first paid at the step that it came to itself.
    private void rated(Place place) {
        JsonNode captured = place.captured();
        if (place.order().has("updates")) {
            return;
        }
        CapturedPay pay = new CapturedPay(captured, new OrderBase(place.order()), false);
        captured.path("rated").properties().forEach(rate -> {
            String tally = rate.getKey();
            long right =
                    captured.path("tallies").path(tally).asLong() + pay.own(tally.substring(0, tally.indexOf('@')));
            if (rate.getValue().asLong() != right) {
                broken.add("3 " + place.where() + " was rated at " + rate + ", and with itself it was " + right);
            }
        });
    }

    /// Until its period ends it stands where the counter has come to; then a change is paid up to the hold,
    /// so that any step is right that the counter had come to since.
    private void atTheStep(Place place, String program, Replay replay) {
        JsonNode captured = place.captured();
        JsonNode terms = snapshot.terms(program, captured.path("terms_version").asInt());
        for (JsonNode pay : CapturedPay.retroactive(captured, terms)) {
            String tally = CapturedPay.tally(pay, CapturedPay.day(captured));
            long rate = captured.path("rerated")
                    .path(tally)
                    .asLong(captured.path("rated").path(tally).asLong());
            JsonNode stands = CapturedPay.reached(pay, rate);
            Set<Long> counters = since(tally, program, replay);
            if (counters.stream()
                    .noneMatch(counter -> CapturedPay.reached(pay, counter).equals(stands))) {
                broken.add("3 " + place.where() + " is paid at " + rate + " of " + tally + ", which has come to "
                        + counters);
            }
        }
    }

    private Set<Long> since(String tally, String program, Replay replay) {
        Optional<Instant> end = end(tally.substring(tally.lastIndexOf('@') + 1))
                .map(day -> day.atStartOfDay(snapshot.zone(program)).toInstant());
        Set<Long> counters = new TreeSet<>();
        long before = 0;
        for (Turn turn : replay.turns.getOrDefault(tally, List.of())) {
            if (end.filter(of -> !turn.posted().isBefore(of)).isPresent()) {
                counters.add(turn.count());
            } else {
                before = turn.count();
            }
        }
        counters.add(before);
        return counters;
    }

    /// The first day after a period; empty for all time.
    private static Optional<LocalDate> end(String period) {
        if (period.equals("ever")) {
            return Optional.empty();
        }
        if (period.contains("Q")) {
            int month = Integer.parseInt(period.substring(6)) * 3 - 2;
            return Optional.of(LocalDate.of(Integer.parseInt(period.substring(0, 4)), month, 1)
                    .plusMonths(3));
        }
        return Optional.of(
                switch (period.length()) {
                    case 4 -> LocalDate.parse(period + "-01-01").plusYears(1);
                    case 7 -> LocalDate.parse(period + "-01").plusMonths(1);
                    default -> LocalDate.parse(period).plusDays(1);
                });
    }

    private void sums(String pk, Map<String, Place> own, Replay replay) {
        Map<String, Long> right = new TreeMap<>();
        own.values()
                .forEach(place -> place.captured()
                        .path("tallies")
                        .fieldNames()
                        .forEachRemaining(tally -> right.merge(tally, amountsTo(place, tally), Long::sum)));
        right.forEach((tally, sum) -> {
            long stands = replay.byOrders.getOrDefault(tally, 0L);
            boolean mayBeGone = end(tally.substring(tally.lastIndexOf('@') + 1))
                    .filter(end -> end.plusDays(KEPT_DAYS).isBefore(LocalDate.ofInstant(replay.last, ZoneOffset.UTC)))
                    .isPresent();
            if (stands != sum && !mayBeGone) {
                broken.add("12 " + pk + " has counted " + stands + " of " + tally + ", and its orders are " + sum);
            }
        });
    }

    /// What an order adds to a tally by now, net of what was taken back.
    private static long amountsTo(Place place, String tally) {
        JsonNode captured = place.captured();
        OrderBase base = new OrderBase(place.order());
        if (Recomputation.isRejected(place.order())) {
            return 0;
        }
        String kind = tally.substring(0, tally.lastIndexOf('@')).split("\\.", 2)[0];
        boolean isNew = captured.path("facts").path("new_customer").asBoolean();
        return switch (kind) {
            case "revenue" ->
                CapturedPay.isRevenue(captured)
                        ? base.remaining().times(CapturedPay.part(captured)).rounded()
                        : 0;
            case "conversions" -> base.isGone() ? 0 : 1;
            case "new_customers" -> !base.isGone() && isNew ? 1 : 0;
            case "sales" -> !base.isGone() && CapturedPay.isRevenue(captured) ? 1 : 0;
            case "cap" -> earned(place, tally.substring(0, tally.lastIndexOf('@')));
            default -> 0;
        };
    }

    private static long earned(Place place, String cap) {
        String affiliate = place.captured().path("share").path("affiliate").asText();
        return place.order()
                .path("commissions")
                .valueStream()
                .filter(one -> one.path("affiliate").asText().equals(affiliate)
                        && (cap.equals("cap")
                                || cap.equals("cap." + one.path("rule").asText())))
                .mapToLong(one -> Exact.minor(one.path("amount").asText())
                        - Exact.minor(one.path("reversed").asText()))
                .sum();
    }
}
