package dev.tributary.infrastructure.local.check;

import dev.tributary.infrastructure.edge.Keys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Replays every account's entries, as docs/ledger.md says, and compares.
final class Accounts {
    private static final String PENDING = "pending:";
    private static final String COUNT = "count ";
    private static final Set<String> BALANCES = Set.of("held", "available", "in_flight", "receivable");

    private final Snapshot snapshot;
    private final List<String> broken;
    private final Set<String> ids = new HashSet<>();
    private final Map<String, List<Line>> byConversion = new HashMap<>();
    private final Map<String, List<Line>> byCommission = new HashMap<>();
    private final Map<String, Long> counted = new HashMap<>();

    /// A posting with the entry that it stands in.
    record Line(String entry, String account, Instant posted, String from, String to, long minor, String commission) {
        long earned() {
            return from.equals("merchant_expense") ? minor : to.equals("merchant_expense") ? -minor : 0;
        }
    }

    Accounts(Snapshot snapshot, List<String> broken) {
        this.snapshot = snapshot;
        this.broken = broken;
    }

    /// Postings by the conversion that their entry's id names.
    Map<String, List<Line>> check() {
        snapshot.partitions(Keys.ACCOUNTS).forEach((pk, partition) -> {
            Map<String, AttributeValue> account = partition.get(Keys.SOLE);
            if (account == null) {
                broken.add("4 " + pk + " has entries and no account");
            } else {
                replay(
                        pk,
                        account,
                        new ArrayList<>(partition.tailMap(Keys.ENTRIES).values()));
            }
        });
        return byConversion;
    }

    /// How many entries name a conversion, those too that only count.
    long entries(String conversion) {
        return counted.getOrDefault(conversion, 0L);
    }

    /// Those that entries name.
    Set<String> conversions() {
        return counted.keySet();
    }

    /// Postings of changes of tier by the commission that they name: such an entry is of many conversions.
    Map<String, List<Line>> tiers() {
        return byCommission;
    }

    private void replay(String pk, Map<String, AttributeValue> account, List<Map<String, AttributeValue>> entries) {
        Map<String, Long> balances = new TreeMap<>();
        Map<String, Long> tallies = new TreeMap<>();
        String before = "0".repeat(64);
        long number = 0;
        for (Map<String, AttributeValue> item : entries) {
            number++;
            String text = Snapshot.value(item, "entry").s();
            String where = pk + " entry " + number;
            String[] lines = text.split("\n", -1);
            if (!Snapshot.value(item, Keys.SK).s().equals(Keys.entry(number))
                    || !lines[4].equals(Long.toString(number))) {
                broken.add("4 " + where + " has another number");
            }
            if (!sha256(text).equals(Snapshot.value(item, "hash").s()) || !lines[9].equals(before)) {
                broken.add("7 " + where + " breaks the chain of hashes");
            }
            if (!(Keys.ACCOUNTS + lines[1] + "#" + lines[2] + "#" + lines[3]).equals(pk)) {
                broken.add("16 " + where + " is of another account");
            }
            if (!ids.add(lines[5])) {
                broken.add("7 " + where + " has an id that another one has: " + lines[5]);
            }
            before = Snapshot.value(item, "hash").s();
            if (lines[5].startsWith("conversion:")) {
                counted.merge(lines[5].split(":")[1], 1L, Long::sum);
            }
            for (int at = 10; at < lines.length - 1; at++) {
                if (lines[at].startsWith(COUNT)) {
                    count(where, lines[at], tallies);
                } else if (lines[at].startsWith("tier ")) {
                    step(where, lines, lines[at]);
                } else if (lines[at].startsWith("clicks ")) {
                    clicks(where, lines, lines[at]);
                } else if (!lines[at].startsWith("rated ")) {
                    post(where, lines, lines[at], balances);
                }
            }
            refuseNegative(where, balances);
        }
        compare(pk, account, balances, number, before);
        comparePaidOut(pk, account, entries);
        compare(pk, account, tallies);
    }

    /// `count revenue@2026-11 9000`: what tiers and caps count.
    private void count(String where, String line, Map<String, Long> tallies) {
        String[] parts = line.split(" ", -1);
        long sum = tallies.merge(parts[1], Long.parseLong(parts[2]), Long::sum);
        if (sum < 0) {
            broken.add("12 " + where + " leaves " + parts[1] + " at " + sum);
        }
    }

    /// `tier revenue@2026-11 90000 110000 17`: a part of a change of tier looks back only.
    private void step(String where, String[] lines, String line) {
        String[] parts = line.split(" ", -1);
        if (!lines[6].equals("TIER") || Long.parseLong(parts[4]) >= Long.parseLong(lines[4])) {
            broken.add("12 " + where + " changes a tier by what it is not: " + line);
        }
    }

    /// `clicks 2026-11-22 130 100 2`: a day's clicks are posted under that day's id, and so once.
    private void clicks(String where, String[] lines, String line) {
        String[] parts = line.split(" ", -1);
        if (!lines[5].equals("clicks:" + lines[1] + ":" + lines[2] + ":" + parts[1])) {
            broken.add("2 " + where + " pays another day's clicks than it says");
        }
    }

    private void compare(String pk, Map<String, AttributeValue> account, Map<String, Long> tallies) {
        if (account.containsKey("changes")) {
            broken.add("12 " + pk + " has a change of tier that nobody completed");
        }
        tallies.values().removeIf(count -> count == 0);
        Map<String, Long> stored = new TreeMap<>();
        if (account.containsKey("tallies")) {
            Snapshot.value(account, "tallies").m().forEach((name, periods) -> counted(name, "@", periods, stored));
        }
        if (!stored.equals(tallies)) {
            broken.add("12 " + pk + " has counted " + stored + ", its entries " + tallies);
        }
    }

    /// By name, then by period, of days by month and day: `{cap.base: {2026-11-: {22: 1000}}}`.
    private static void counted(String name, String sign, AttributeValue value, Map<String, Long> stored) {
        if (value.hasM()) {
            value.m().forEach((inner, of) -> counted(name + sign + inner, "", of, stored));
        } else {
            stored.put(name, Long.parseLong(value.n()));
        }
    }

    /// What arrived and did not come back.
    private void comparePaidOut(
            String pk, Map<String, AttributeValue> account, List<Map<String, AttributeValue>> entries) {
        long paid = 0;
        for (Map<String, AttributeValue> item : entries) {
            for (String line : Snapshot.value(item, "entry").s().split("\n", -1)) {
                String[] parts = line.split(" ", -1);
                if (line.startsWith("in_flight cash:")) {
                    paid += Long.parseLong(parts[2]);
                } else if (line.startsWith("cash:") && parts[1].equals("available")) {
                    paid -= Long.parseLong(parts[2]);
                }
            }
        }
        long stored = Long.parseLong(Snapshot.value(account, "paid_out").n());
        if (stored != paid) {
            broken.add("4 and 18: " + pk + " says that " + stored + " is paid out, its entries " + paid);
        }
    }

    private void post(String where, String[] lines, String posting, Map<String, Long> balances) {
        String[] parts = posting.split(" ", -1);
        Line line = new Line(
                lines[5], where, Instant.parse(lines[8]), parts[0], parts[1], Long.parseLong(parts[2]), parts[3]);
        if (line.minor() <= 0) {
            broken.add("1 " + where + " has a posting of " + line.minor());
        }
        balances.merge(line.from(), -line.minor(), Long::sum);
        balances.merge(line.to(), line.minor(), Long::sum);
        if (lines[6].equals("RELEASE") && line.from().startsWith(PENDING)) {
            ZoneId zone = snapshot.zone(lines[1]);
            LocalDate day = LocalDate.parse(line.from().substring(PENDING.length()));
            if (line.posted().isBefore(day.atStartOfDay(zone).toInstant())) {
                broken.add("10 " + where + " releases " + day + " before it came");
            }
        }
        if (lines[6].equals("TIER")) {
            byCommission
                    .computeIfAbsent(line.commission(), absent -> new ArrayList<>())
                    .add(line);
        }
        if (lines[5].startsWith("conversion:")) {
            byConversion
                    .computeIfAbsent(lines[5].split(":")[1], absent -> new ArrayList<>())
                    .add(line);
        }
    }

    private void refuseNegative(String where, Map<String, Long> balances) {
        balances.forEach((name, minor) -> {
            // What is owed is debited: its figure is below zero.
            long balance = name.equals("receivable") ? -minor : minor;
            if ((BALANCES.contains(name) || name.startsWith(PENDING)) && balance < 0) {
                broken.add("5 " + where + " leaves " + name + " at " + balance);
            }
        });
        if (balances.getOrDefault("available", 0L) > 0 && balances.getOrDefault("receivable", 0L) < 0) {
            broken.add("5 " + where + " leaves available and receivable above zero");
        }
        if (balances.values().stream().mapToLong(Long::longValue).sum() != 0) {
            broken.add("1 " + where + " does not sum to zero");
        }
    }

    private void compare(
            String pk, Map<String, AttributeValue> account, Map<String, Long> balances, long number, String hash) {
        Map<String, Long> stored = new TreeMap<>();
        Snapshot.value(account, "pending")
                .m()
                .forEach((day, minor) -> stored.put(PENDING + day, Long.parseLong(minor.n())));
        BALANCES.forEach(name ->
                stored.put(name, Long.parseLong(Snapshot.value(account, name).n())));
        stored.computeIfPresent("receivable", (name, minor) -> -minor);
        stored.values().removeIf(minor -> minor == 0);
        Map<String, Long> replayed = new TreeMap<>(balances);
        replayed.keySet().removeIf(name -> !BALANCES.contains(name) && !name.startsWith(PENDING));
        replayed.values().removeIf(minor -> minor == 0);
        if (!stored.equals(replayed)) {
            broken.add("4 and 18: " + pk + " says " + stored + ", its entries " + replayed);
        }
        if (Long.parseLong(Snapshot.value(account, "version").n()) != number) {
            broken.add("4 " + pk + " is at version "
                    + Snapshot.value(account, "version").n() + " with " + number + " entries");
        }
        if (!Snapshot.value(account, "last_hash").s().equals(hash)) {
            broken.add("7 " + pk + " names another last hash");
        }
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
