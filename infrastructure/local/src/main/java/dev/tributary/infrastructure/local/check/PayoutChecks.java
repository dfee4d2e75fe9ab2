package dev.tributary.infrastructure.local.check;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.PayoutId;
import dev.tributary.domain.id.RunId;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.edge.PayoutKeys;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Invariants 8, 9 and 10 of payouts, from the rows, the entries and the bytes of the files alone.
public final class PayoutChecks {
    private static final String LEFT_OUT = "left_out";
    /// Rails that are called: what they pay stands in no file.
    private static final Set<String> CALLED = Set.of("stripe", "paypal");
    /// Money is taken for the affiliate, or has gone to it.
    private static final Set<String> LIVE =
            Set.of("reserved", "submitted", "paid", "unclaimed", "blocked_by_rail", "unknown");
    /// The rail was asked.
    private static final Set<String> ASKED = Set.of("submitted", "paid", "unclaimed", "blocked_by_rail", "unknown");

    private final Snapshot snapshot;
    private final Map<String, List<PayoutFileLines.Line>> lines = new TreeMap<>();
    private final Map<String, String> hashes = new HashMap<>();
    private final List<String> broken = new ArrayList<>();

    private PayoutChecks(Snapshot snapshot, Map<String, byte[]> files) {
        this.snapshot = snapshot;
        files.forEach((name, bytes) -> {
            hashes.put(name, PayoutFileLines.sha256(bytes));
            PayoutFileLines.of(name, bytes)
                    .forEach(line -> lines.computeIfAbsent(line.payout(), absent -> new ArrayList<>())
                            .add(line));
        });
    }

    /// A row of a plan that was to be paid, as it is stored.
    private record Row(
            String where, String account, String affiliate, String program, Map<String, AttributeValue> item) {
        String text(String name) {
            return Snapshot.value(item, name).s();
        }

        long number(String name) {
            return Long.parseLong(Snapshot.value(item, name).n());
        }

        boolean has(String name) {
            return item.containsKey(name);
        }

        String state() {
            return text("state");
        }

        RunId run() {
            return RunId.of(where.split("#", -1)[1]);
        }
    }

    /// @param files every file that was put for a rail, by its name in the bucket
    /// @return what is broken, a line each; none when all hold
    public static List<String> broken(Snapshot snapshot, Map<String, byte[]> files) {
        PayoutChecks checks = new PayoutChecks(snapshot, files);
        List<Row> rows = checks.rows();
        rows.forEach(checks::sums);
        checks.once(rows);
        Map<String, Row> asked = checks.askedOnce(rows);
        checks.filesAsTold(asked);
        checks.settled(asked);
        rows.forEach(checks::allowed);
        return List.copyOf(checks.broken);
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        snapshot.partitions(PayoutKeys.RUNS).forEach((pk, partition) -> {
            String[] parts = pk.split("#", -1);
            if (parts.length == 4) {
                Map<String, AttributeValue> run = snapshot.item(PayoutKeys.RUNS + parts[1], Keys.SOLE);
                String program = Snapshot.value(run, "program").s();
                partition.tailMap(Keys.AFFILIATES).forEach((sk, item) -> {
                    if (!Snapshot.value(item, "state").s().equals(LEFT_OUT)) {
                        String account = Keys.ACCOUNTS + program + "#" + sk + "#"
                                + Snapshot.value(item, "currency").s();
                        rows.add(new Row(pk + " / " + sk, account, sk, program, item));
                    }
                });
            }
        });
        return rows;
    }

    private NavigableMap<String, Map<String, AttributeValue>> entries(Row row) {
        return snapshot.partitions(row.account())
                .getOrDefault(row.account(), new TreeMap<>())
                .tailMap(Keys.ENTRIES, true);
    }

    /// 8: the gross is what its entries brought into Available, the net what is left of it.
    private void sums(Row row) {
        long sum = 0;
        for (Map<String, AttributeValue> item : entries(row).values()) {
            String[] entry = Snapshot.value(item, "entry").s().split("\n", -1);
            long number = Long.parseLong(entry[4]);
            if (number > row.number("settled") && number <= row.number("account") && !entry[6].equals("RESERVE")) {
                for (int at = 10; at < entry.length - 1; at++) {
                    String[] posting = entry[at].split(" ", -1);
                    sum += posting[1].equals("available") ? Long.parseLong(posting[2]) : 0;
                    sum -= posting[0].equals("available") ? Long.parseLong(posting[2]) : 0;
                }
            }
        }
        if (!row.state().equals("planned") && !row.state().equals("dropped") && sum != row.number("gross")) {
            broken.add("8 " + row.where() + " pays " + row.number("gross") + ", its entries brought " + sum);
        }
        if (row.number("net") != row.number("gross") - row.number("withholding")) {
            broken.add("8 " + row.where() + " has a net that is not its gross less what is withheld");
        }
    }

    /// 8: of two live payouts of one account, one ends before the other begins.
    private void once(List<Row> rows) {
        Map<String, List<Row>> live = new TreeMap<>();
        rows.stream()
                .filter(row -> LIVE.contains(row.state()))
                .forEach(row -> live.computeIfAbsent(row.account(), absent -> new ArrayList<>())
                        .add(row));
        live.values().forEach(of -> {
            for (int one = 0; one < of.size(); one++) {
                for (int other = one + 1; other < of.size(); other++) {
                    Row first = of.get(one);
                    Row second = of.get(other);
                    if (first.number("settled") < second.number("account")
                            && second.number("settled") < first.number("account")) {
                        broken.add("8 entries are settled by both " + first.where() + " and " + second.where());
                    }
                }
            }
        });
    }

    /// 9: each payout that was asked for stands in one line of one file, under its key and with its body; or
    /// in none, where its rail is called.
    /// @return those, by payout
    private Map<String, Row> askedOnce(List<Row> rows) {
        Map<String, Row> asked = new TreeMap<>();
        for (Row row : rows) {
            if (ASKED.contains(row.state()) && !row.has("key")) {
                broken.add("9 " + row.where() + " is " + row.state() + " and names no key");
            }
            if (row.has("key") && asked.put(row.text("key"), row) != null) {
                broken.add("9 " + row.where() + " has the key of another payout");
            }
        }
        Map<String, Row> references = new HashMap<>();
        asked.forEach((payout, row) -> {
            List<PayoutFileLines.Line> told = lines.getOrDefault(payout, List.of());
            if (CALLED.contains(row.text("rail"))) {
                called(row, told, references);
            } else if (told.size() > 1 || told.isEmpty() && !row.state().equals("submitted")) {
                broken.add("9 " + row.where() + " stands in " + told.size() + " lines of files");
            }
            for (PayoutFileLines.Line line : told) {
                told(row, line);
            }
        });
        return asked;
    }

    /// 9: its key is its own id, which no other row has; what is paid names a transfer, which no other does.
    private void called(Row row, List<PayoutFileLines.Line> told, Map<String, Row> references) {
        String own = PayoutId.derive(row.run(), AffiliateId.of(row.affiliate())).toString();
        if (!row.text("key").equals(own)) {
            broken.add("9 " + row.where() + " was asked for under another key than " + own);
        }
        if (!told.isEmpty()) {
            broken.add("9 " + row.where() + " is called for, and stands in " + told.size() + " lines of files");
        }
        boolean paid = row.state().equals("paid") || row.state().equals("returned");
        if (paid && (!row.has("reference") || row.text("reference").isBlank())) {
            broken.add("9 " + row.where() + " is " + row.state() + " and names no transfer");
        }
        if (row.has("reference")) {
            Row other = references.put(row.text("reference"), row);
            if (other != null) {
                broken.add("9 " + row.where() + " and " + other.where() + " name the same transfer");
            }
        }
    }

    private void told(Row row, PayoutFileLines.Line line) {
        BigDecimal net = BigDecimal.valueOf(
                row.number("net"),
                java.util.Currency.getInstance(row.text("currency")).getDefaultFractionDigits());
        if (net.compareTo(new BigDecimal(line.amount())) != 0
                || !row.text("currency").equals(line.currency())) {
            broken.add("8 " + row.where() + " has a net of " + net + ", " + line.file() + " says " + line.amount());
        }
        if (line.affiliate().filter(other -> !other.equals(row.affiliate())).isPresent()) {
            broken.add("9 " + line.file() + " pays " + line.affiliate().get() + " what belongs to " + row.affiliate());
        }
        if (!line.hash().equals(row.text("body"))) {
            broken.add("9 " + row.where() + " was asked with another body than " + line.file() + " has");
        }
    }

    /// 9: no line without a payout, and the bytes are those that were fixed.
    private void filesAsTold(Map<String, Row> asked) {
        lines.keySet().stream()
                .filter(payout -> !asked.containsKey(payout))
                .forEach(payout -> broken.add("9 a file pays " + payout + ", which was never asked for"));
        Set<String> fixed = new HashSet<>();
        snapshot.partitions(PayoutKeys.RUNS)
                .forEach((pk, partition) -> partition.forEach((sk, item) -> {
                    if (item.containsKey("sha256")) {
                        fixed.add(item.get("sha256").s());
                        if (item.containsKey("written")
                                && item.get("written").bool()
                                && !CALLED.contains(Snapshot.value(item, "rail").s())
                                && !hashes.isEmpty()
                                && Snapshot.value(item, "affiliates").b().asByteArray().length > 0
                                && !hashes.containsValue(item.get("sha256").s())) {
                            stopped(pk, sk, item);
                        }
                    }
                }));
        hashes.forEach((name, hash) -> {
            if (!fixed.contains(hash)) {
                broken.add("9 " + name + " has other bytes than were fixed");
            }
        });
    }

    /// A file of which every payout was stopped in time is not put.
    private void stopped(String pk, String sk, Map<String, AttributeValue> file) {
        boolean anySent = snapshot.partitions(pk).getOrDefault(pk, Collections.emptyNavigableMap()).values().stream()
                .anyMatch(row -> row.containsKey("key")
                        && row.containsKey("file")
                        && sk.endsWith(
                                "%06d".formatted(Long.parseLong(row.get("file").n()))));
        if (anySent) {
            broken.add("9 " + pk + " / " + sk + " is said to be written, and no file has its bytes");
        }
    }

    /// 9: who was paid has one settle entry of gross, and no entry settles what was not paid.
    private void settled(Map<String, Row> asked) {
        Map<String, Long> settled = new HashMap<>();
        snapshot.partitions(Keys.ACCOUNTS)
                .forEach((pk, partition) -> partition
                        .tailMap(Keys.ENTRIES, true)
                        .values()
                        .forEach(item -> {
                            String[] entry = Snapshot.value(item, "entry").s().split("\n", -1);
                            String[] id = entry[5].split(":", -1);
                            if (entry[6].equals("SETTLE") && id[0].equals("payout")) {
                                for (int at = 10; at < entry.length - 1; at++) {
                                    String[] posting = entry[at].split(" ", -1);
                                    if (posting[0].equals("in_flight")) {
                                        settled.merge(id[1], Long.parseLong(posting[2]), Long::sum);
                                    }
                                }
                            }
                        }));
        asked.forEach((payout, row) -> {
            boolean paid = row.state().equals("paid") || row.state().equals("returned");
            long found = settled.getOrDefault(payout, 0L);
            if (found != (paid ? row.number("gross") : 0)) {
                broken.add("9 " + row.where() + " is " + row.state() + ", and " + found + " is settled");
            }
        });
        settled.keySet().stream()
                .filter(payout -> !asked.containsKey(payout))
                .forEach(payout -> broken.add("9 " + payout + " is settled, and was never asked for"));
    }

    /// 10: when the rail was asked, the affiliate was not banned and its method did not wait.
    private void allowed(Row row) {
        if (!row.has("asked")) {
            return;
        }
        Instant asked = Instant.parse(row.text("asked"));
        Map<String, AttributeValue> enrollment = snapshot.item(Keys.ENROLLMENTS + row.program(), row.affiliate());
        String state = "";
        for (AttributeValue change : Snapshot.value(enrollment, "history").l()) {
            if (!Instant.parse(Snapshot.value(change.m(), "from").s()).isAfter(asked)) {
                state = Snapshot.value(change.m(), "state").s();
            }
        }
        if (state.isEmpty() || state.equals("banned")) {
            broken.add("10 " + row.where() + " was asked for while its affiliate was " + state);
        }
        Map<String, AttributeValue> method = snapshot.item(Keys.OF_AFFILIATES + row.affiliate(), Keys.METHOD);
        boolean same = Long.parseLong(Snapshot.value(method, "version").n()) == row.number("method");
        if (same && Instant.parse(Snapshot.value(method, "valid_from").s()).isAfter(asked)) {
            broken.add("10 " + row.where() + " was asked for while its method waited");
        }
    }
}
