package dev.tributary.infrastructure.local.meter;

import java.util.Collections;
import java.util.Comparator;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What the table's meter counted since its last reset.
/// @param lines    units by caller, operation and kind of leading key
/// @param requests calls by caller and operation; one call may stand for many lines
public record UnitReport(SortedMap<Line, Tally> lines, SortedMap<Operation, Long> requests) {
    public UnitReport {
        lines = Collections.unmodifiableSortedMap(new TreeMap<>(lines));
        requests = Collections.unmodifiableSortedMap(new TreeMap<>(requests));
    }

    /// @param label who called, as MeterProxy.endpoint says
    public record Operation(String label, String operation) implements Comparable<Operation> {
        @Override
        public int compareTo(Operation other) {
            return Comparator.comparing(Operation::label)
                    .thenComparing(Operation::operation)
                    .compare(this, other);
        }
    }

    /// @param kind how the leading key begins, for example `C#`
    public record Line(String label, String operation, String kind) implements Comparable<Line> {
        @Override
        public int compareTo(Line other) {
            return Comparator.comparing(Line::label)
                    .thenComparing(Line::operation)
                    .thenComparing(Line::kind)
                    .compare(this, other);
        }
    }

    /// @param actions    items written, checked or read; a Query or Scan counts as one
    /// @param readHalves half read units
    public record Tally(long actions, long readHalves, long tableWrites, long indexWrites) {
        public double readUnits() {
            return readHalves / 2.0;
        }

        public long writeUnits() {
            return tableWrites + indexWrites;
        }

        Tally plus(Tally other) {
            return new Tally(
                    actions + other.actions,
                    readHalves + other.readHalves,
                    tableWrites + other.tableWrites,
                    indexWrites + other.indexWrites);
        }
    }

    /// The sum of the lines that are asked for.
    public Tally total(Predicate<Line> asked) {
        return lines.entrySet().stream()
                .filter(entry -> asked.test(entry.getKey()))
                .map(SortedMap.Entry::getValue)
                .reduce(new Tally(0, 0, 0, 0), Tally::plus);
    }

    public long writeUnits() {
        return total(line -> true).writeUnits();
    }

    public double readUnits() {
        return total(line -> true).readUnits();
    }

    public long requestCount() {
        return requests.values().stream().mapToLong(Long::longValue).sum();
    }

    /// A line of text per line of the report.
    @Override
    public String toString() {
        String head = String.format(
                Locale.ROOT,
                "%-14s %-20s %-8s %9s %11s %13s %13s%n",
                "caller",
                "operation",
                "key",
                "actions",
                "read units",
                "table writes",
                "index writes");
        return lines.entrySet().stream()
                .map(entry -> text(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("", head, ""));
    }

    private static String text(Line line, Tally tally) {
        return String.format(
                Locale.ROOT,
                "%-14s %-20s %-8s %9d %11.1f %13d %13d%n",
                line.label(),
                line.operation(),
                line.kind(),
                tally.actions(),
                tally.readUnits(),
                tally.tableWrites(),
                tally.indexWrites());
    }
}
