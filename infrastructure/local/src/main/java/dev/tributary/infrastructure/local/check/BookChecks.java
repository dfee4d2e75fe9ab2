package dev.tributary.infrastructure.local.check;

import dev.tributary.infrastructure.edge.Keys;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Holds an export of the books against the entries of a snapshot, and shares no code with what makes it: every posting
/// of the month is there twice, once as a debit and once as a credit, and nothing else is; what stood before and after
/// is the sum of all postings until then.
public final class BookChecks {
    private static final int ACCOUNT = 7;
    private static final int DEBIT = 10;
    private static final int CREDIT = 11;

    private final List<String> broken = new ArrayList<>();
    /// Lines that have to be there, and how often.
    private final Map<String, Integer> expected = new HashMap<>();
    private final Map<String, BigDecimal> opening = new TreeMap<>();
    private final Map<String, BigDecimal> closing = new TreeMap<>();

    private BookChecks() {}

    /// @param csv the whole journal
    /// @return what is broken; none when all is well
    public static List<String> broken(Snapshot snapshot, String program, YearMonth month, String csv) {
        BookChecks checks = new BookChecks();
        ZoneId zone = snapshot.zone(program);
        snapshot.partitions(Keys.ACCOUNTS + program + "#")
                .forEach((pk, partition) ->
                        partition.tailMap(Keys.ENTRIES).values().forEach(item -> checks.expect(item, month, zone)));
        checks.compare(csv);
        return checks.broken;
    }

    private void expect(Map<String, AttributeValue> item, YearMonth month, ZoneId zone) {
        String[] lines = Snapshot.value(item, "entry").s().split("\n", -1);
        YearMonth posted = YearMonth.from(Instant.parse(lines[8]).atZone(zone));
        for (int at = 10; at < lines.length - 1; at++) {
            String[] parts = lines[at].split(" ", -1);
            if (parts.length == 4 && !List.of("rated", "clicks", "tier").contains(parts[0])) {
                BigDecimal amount = new BigDecimal(parts[2]).movePointLeft(digits(lines[3]));
                if (posted.isBefore(month)) {
                    add(opening, parts[0], amount);
                    add(opening, parts[1], amount.negate());
                }
                if (!posted.isAfter(month)) {
                    add(closing, parts[0], amount);
                    add(closing, parts[1], amount.negate());
                }
                if (posted.equals(month)) {
                    String side = lines[5] + " " + lines[2] + " " + lines[6] + " ";
                    String commission = " " + parts[3].replace("-", "") + " " + lines[3];
                    expected.merge(side + parts[0] + " +" + amount + commission, 1, Integer::sum);
                    expected.merge(side + parts[1] + " -" + amount + commission, 1, Integer::sum);
                }
            }
        }
    }

    private static void add(Map<String, BigDecimal> balances, String ledger, BigDecimal amount) {
        balances.merge(book(ledger), amount, BigDecimal::add);
    }

    private static int digits(String currency) {
        return switch (currency) {
            case "JPY" -> 0;
            case "KWD" -> 3;
            default -> 2;
        };
    }

    /// As docs/ledger.md names it.
    private static String book(String ledger) {
        String name = ledger.replaceFirst(":\\d{4}-\\d{2}-\\d{2}$", "");
        return switch (name) {
            case "merchant_expense" -> "commission_expense";
            case "merchant_expense:rail_fee" -> "rail_fee_expense";
            case "merchant_expense:write_off" -> "write_off_expense";
            case "receivable" -> "receivable_from_affiliates";
            case "pending", "held", "available", "in_flight" -> "payable_" + name;
            default -> name.replace(':', '_');
        };
    }

    private void compare(String csv) {
        Map<String, BigDecimal> opened = new TreeMap<>();
        Map<String, BigDecimal> closed = new TreeMap<>();
        Map<String, BigDecimal> entries = new HashMap<>();
        for (String line : csv.lines().skip(1).toList()) {
            String[] cells = line.split(",", -1);
            BigDecimal debit = new BigDecimal(cells[DEBIT]);
            BigDecimal credit = new BigDecimal(cells[CREDIT]);
            BigDecimal balance = debit.subtract(credit);
            if (debit.signum() < 0 || credit.signum() < 0 || debit.signum() > 0 && credit.signum() > 0) {
                broken.add("books: no side: " + line);
            }
            switch (cells[0]) {
                case "opening" -> opened.merge(cells[ACCOUNT], balance, BigDecimal::add);
                case "closing" -> closed.merge(cells[ACCOUNT], balance, BigDecimal::add);
                default -> {
                    entries.merge(cells[5] + " " + cells[4], balance, BigDecimal::add);
                    take(line, cells, balance);
                }
            }
        }
        entries.forEach((entry, sum) -> {
            if (sum.signum() != 0) {
                broken.add("books: out of balance by " + sum + ": " + entry);
            }
        });
        expected.forEach((line, times) -> broken.add("books: is missing " + times + " times: " + line));
        same("opening", opening, opened);
        same("closing", closing, closed);
    }

    private void take(String line, String[] cells, BigDecimal balance) {
        String amount = (balance.signum() > 0 ? "+" : "-") + balance.abs();
        String key = cells[4] + " " + cells[5] + " " + cells[6].toUpperCase(Locale.ROOT) + " " + cells[8] + " " + amount
                + " " + cells[9] + " " + cells[12];
        Integer left = expected.computeIfPresent(key, (same, times) -> times - 1);
        if (left == null) {
            broken.add("books: nothing posted it: " + line);
        } else if (left == 0) {
            expected.remove(key);
        }
        if (!book(cells[8]).equals(cells[ACCOUNT])) {
            broken.add("books: on another account: " + line);
        }
    }

    private void same(String when, Map<String, BigDecimal> wanted, Map<String, BigDecimal> there) {
        wanted.values().removeIf(balance -> balance.signum() == 0);
        there.values().removeIf(balance -> balance.signum() == 0);
        if (!wanted.equals(there)) {
            broken.add("books: " + when + " is " + there + " and not " + wanted);
        }
        BigDecimal sum = there.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.signum() != 0) {
            broken.add("books: " + when + " is out of balance by " + sum);
        }
    }
}
