package dev.tributary.infrastructure.local.meter;

import java.util.SortedMap;
import java.util.TreeMap;

/// The running sums of a meter; safe for many threads.
final class UnitCount {
    private final SortedMap<UnitReport.Line, UnitReport.Tally> lines = new TreeMap<>();
    private final SortedMap<UnitReport.Operation, Long> requests = new TreeMap<>();

    synchronized void request(String label, String operation) {
        requests.merge(new UnitReport.Operation(label, operation), 1L, Long::sum);
    }

    synchronized void add(String label, String operation, String kind, Units units) {
        lines.merge(
                new UnitReport.Line(label, operation, kind),
                new UnitReport.Tally(1, units.readHalves(), units.tableWrites(), units.indexWrites()),
                UnitReport.Tally::plus);
    }

    synchronized UnitReport report() {
        return new UnitReport(lines, requests);
    }

    synchronized void reset() {
        lines.clear();
        requests.clear();
    }
}
