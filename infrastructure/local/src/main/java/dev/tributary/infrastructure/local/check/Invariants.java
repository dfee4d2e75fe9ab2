package dev.tributary.infrastructure.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.id.ConversionId;
import dev.tributary.infrastructure.edge.Keys;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The predicates of the domain's list that hold of orders and accounts, by their numbers there.
public final class Invariants {
    private final Snapshot snapshot;
    private final List<String> broken = new ArrayList<>();
    private final Set<String> conversions = new HashSet<>();
    private final Accounts accounts;

    private Invariants(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.accounts = new Accounts(snapshot, broken);
    }

    /// @return what is broken, a line each; none when all hold
    public static List<String> broken(Snapshot snapshot, Calls calls) {
        Invariants invariants = new Invariants(snapshot);
        Map<String, List<Accounts.Line>> postings = invariants.accounts.check();
        snapshot.partitions(Keys.ORDERS)
                .forEach((pk, partition) -> partition.forEach((sk, item) -> invariants.check(pk, sk, item, postings)));
        invariants.accounts.conversions().stream()
                .filter(conversion -> !invariants.conversions.contains(conversion))
                .forEach(conversion ->
                        invariants.broken.add("2 entries of a conversion without an order: " + conversion));
        invariants.broken.addAll(Bonds.broken(snapshot));
        invariants.broken.addAll(Counters.broken(snapshot));
        invariants.broken.addAll(Bonuses.broken(snapshot));
        invariants.broken.addAll(Prizes.broken(snapshot));
        invariants.broken.addAll(Rewards.broken(snapshot));
        invariants.broken.addAll(Rulings.broken(snapshot));
        invariants.broken.addAll(calls.broken(snapshot));
        return List.copyOf(invariants.broken);
    }

    private void check(
            String pk, String sk, Map<String, AttributeValue> item, Map<String, List<Accounts.Line>> postings) {
        JsonNode order = snapshot.order(item);
        if (!order.has("sale")) {
            return;
        }
        String where = pk + " / " + sk;
        String place = Snapshot.value(item, Keys.GSI1_SK).s();
        String conversion = place.substring(place.indexOf('#') + 1);
        if (!conversions.add(conversion)) {
            broken.add("2 " + where + " is a conversion that another order is too");
        }
        List<Accounts.Line> posted = postings.getOrDefault(conversion, List.of());
        long entries = accounts.entries(conversion);
        if (entries != order.path("entries").asLong()) {
            broken.add("12 " + where + " made " + order.path("entries") + " entries, there are " + entries);
        }
        posted = new ArrayList<>(posted);
        for (JsonNode commission : order.path("commissions")) {
            String id = CommissionId.derive(
                            ConversionId.of(conversion),
                            AffiliateId.of(commission.path("affiliate").asText()),
                            commission.path("rule").asText())
                    .toString();
            posted.addAll(accounts.tiers().getOrDefault(id, List.of()));
        }
        String program = pk.split("#", 3)[1];
        new Rates(snapshot)
                .broken(program, order.path("sale"))
                .ifPresent(wrong -> broken.add("3 " + where + " " + wrong));
        commissions(where, program, order);
        if (!nets(order).equals(nets(posted))) {
            broken.add("4 " + where + " has earned " + nets(order) + ", its entries say " + nets(posted));
        }
        if (order.path("stage").asText().equals("unproven")) {
            unproven(where, order, entries);
        }
        hold(where, program, order);
        beforeItsHold(where, order, posted);
        order.path("sale").path("shares").forEach(share -> token(where, program, order, share));
    }

    /// What only a browser has told of earns nothing, and no time approves it.
    private void unproven(String where, JsonNode order, long entries) {
        JsonNode word = order.path("validation");
        boolean waits = word.path("status").asText().equals("pending")
                && word.path("approves_at").asText().startsWith("9999-");
        if (!waits && !word.path("status").asText().equals("rejected")) {
            broken.add("10 " + where + " is not proven, and is " + word);
        }
        if (entries > 0 || !order.path("commissions").isEmpty()) {
            broken.add("10 " + where + " is not proven, and has earned " + order.path("commissions"));
        }
    }

    private void commissions(String where, String program, JsonNode order) {
        Map<String, Recomputation.Earned> stored = new TreeMap<>();
        // What a ruling gave back stays, though nothing of the order does: it is computed again below.
        boolean restored = false;
        for (JsonNode commission : order.path("commissions")) {
            long amount = Exact.minor(commission.path("amount").asText());
            long reversed = Exact.minor(commission.path("reversed").asText());
            restored |= Recomputation.restored(commission) > 0;
            String name = Recomputation.name(
                    commission.path("affiliate").asText(),
                    commission.path("rule").asText());
            if (stored.put(name, new Recomputation.Earned(amount, reversed)) != null) {
                broken.add("2 " + where + " has two commissions of one affiliate under one rule");
            }
            if (reversed > amount) {
                broken.add("6 " + where + " has reversed more than was earned");
            }
        }
        stored.values().removeIf(earned -> earned.amount() == 0);
        long remainder = new OrderBase(order).remainder();
        if (remainder < 0) {
            broken.add("6 " + where + " has more refunded than it amounts to");
        }
        if (remainder == 0 && !restored && stored.values().stream().anyMatch(one -> one.reversed() != one.amount())) {
            broken.add("6 " + where + " is refunded whole, and something is left: " + stored);
        }
        Map<String, Recomputation.Earned> right = Counters.counts(order.path("sale"))
                ? new Recomputation(order, version -> snapshot.terms(program, version)).earned()
                : Map.of();
        if (!stored.equals(right)) {
            broken.add("3 " + where + " has earned " + stored + ", computed again " + right);
        }
    }

    private static List<Long> nets(JsonNode order) {
        return order.path("commissions")
                .valueStream()
                .map(one -> Exact.minor(one.path("amount").asText())
                        - Exact.minor(one.path("reversed").asText()))
                .filter(net -> net != 0)
                .sorted()
                .toList();
    }

    private static List<Long> nets(List<Accounts.Line> posted) {
        Map<String, Long> sums = new HashMap<>();
        posted.forEach(line -> sums.merge(line.commission(), line.earned(), Long::sum));
        return sums.values().stream().filter(net -> net != 0).sorted().toList();
    }

    /// A hold lasts as many times 24 hours as the rule says, or else the terms.
    private void hold(String where, String program, JsonNode order) {
        JsonNode sale = order.path("sale");
        Instant occurred = Instant.parse(sale.path("occurred_at").asText());
        for (JsonNode commission : order.path("commissions")) {
            JsonNode terms = snapshot.terms(
                    program, version(sale, commission.path("affiliate").asText()));
            long days = terms.path("rules")
                    .valueStream()
                    .filter(rule -> rule.path("id")
                            .asText()
                            .equals(commission.path("rule").asText()))
                    .map(rule -> rule.has("hold_days") ? rule.path("hold_days") : terms.path("hold_days"))
                    .mapToLong(JsonNode::asLong)
                    .findFirst()
                    .orElse(-1);
            Instant end = occurred.plusSeconds(days * 86_400);
            if (!end.equals(Instant.parse(commission.path("hold_end").asText()))) {
                broken.add("10 " + where + " is held until " + commission.path("hold_end") + ", not " + end);
            }
        }
    }

    /// Which pays the share of an affiliate.
    private static int version(JsonNode sale, String affiliate) {
        return sale.path("captured")
                .valueStream()
                .filter(one -> one.path("share").path("affiliate").asText().equals(affiliate))
                .mapToInt(one -> one.path("terms_version").asInt())
                .findFirst()
                .orElse(1);
    }

    /// An entry of a conversion moves to Available only what has no hold any more.
    private void beforeItsHold(String where, JsonNode order, List<Accounts.Line> posted) {
        Instant occurred = Instant.parse(order.path("sale").path("occurred_at").asText());
        boolean held = posted.stream()
                .filter(line -> line.from().startsWith("pending:") && line.to().equals("available"))
                .anyMatch(line -> order.path("commissions")
                        .valueStream()
                        .map(one -> Instant.parse(one.path("hold_end").asText()))
                        .noneMatch(end -> !end.isAfter(line.posted()) || !end.isAfter(occurred)));
        if (held) {
            broken.add("10 " + where + " has released what is in its hold");
        }
    }

    /// The program and the affiliate stand in the token's bytes 5 to 20, its time in 37 to 42. A click
    /// counts up to 300 s after the sale, for clocks differ, and up to the window's last second.
    private void token(String where, String program, JsonNode order, JsonNode share) {
        if (share.has("click_id")) {
            byte[] token = Base64.getUrlDecoder().decode(share.path("click_id").asText());
            Instant clicked = Instant.ofEpochMilli(ByteBuffer.wrap(token).getLong(35) & 0xffff_ffff_ffffL);
            Instant occurred =
                    Instant.parse(order.path("sale").path("occurred_at").asText());
            int version = version(order.path("sale"), share.path("affiliate").asText());
            long days = snapshot.terms(program, version).path("window_days").asLong();
            if (occurred.isBefore(clicked.minusSeconds(300)) || occurred.isAfter(clicked.plusSeconds(days * 86_400))) {
                broken.add("11 " + where + " is credited by a click outside its window, of " + clicked);
            }
            if (!id("prg_", token, 5).equals(program)
                    || !id("aff_", token, 13).equals(share.path("affiliate").asText())) {
                broken.add("11 " + where + " is credited by a token of " + id("prg_", token, 5));
            }
        }
    }

    private static String id(String prefix, byte[] bytes, int from) {
        long bits = ByteBuffer.wrap(bytes).getLong(from);
        StringBuilder text = new StringBuilder(prefix);
        for (int digit = 12; digit >= 0; digit--) {
            text.append("0123456789abcdefghjkmnpqrstvwxyz".charAt((int) (bits >>> 5 * digit) & 31));
        }
        return text.toString();
    }
}
