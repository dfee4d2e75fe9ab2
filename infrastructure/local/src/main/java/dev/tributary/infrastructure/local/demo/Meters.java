package dev.tributary.infrastructure.local.demo;

import dev.tributary.infrastructure.local.meter.MeterProxy;
import dev.tributary.infrastructure.local.meter.QueueMeter;
import dev.tributary.infrastructure.local.meter.TableMeter;
import dev.tributary.infrastructure.local.meter.UnitReport;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/// What stands between the functions and the table and the queues, and counts each request under the
/// function that made it.
final class Meters implements AutoCloseable {
    private final TableMeter table;
    private final QueueMeter queues = new QueueMeter();
    private final MeterProxy tableProxy;
    private final MeterProxy queueProxy;
    private final LogMeter logs;

    /// @param clock by which the table forgets a transaction's token
    Meters(int tablePort, int queuePort, Clock clock, LogMeter logs) {
        this.table = new TableMeter(clock);
        this.tableProxy = MeterProxy.before(loopback(tablePort), table);
        this.queueProxy = MeterProxy.before(loopback(queuePort), queues);
        this.logs = logs;
    }

    /// Variables of the machine's functions, each with its own label: the machine puts the function's id
    /// in place of `{function}`.
    Map<String, String> variables() {
        return Map.of(
                "AWS_ENDPOINT_URL_DYNAMODB", tableProxy.endpoint() + "/{function}",
                "AWS_ENDPOINT_URL_SQS", queueProxy.endpoint() + "/{function}");
    }

    /// What was counted since the last reading, which begins the next one.
    Reading read() {
        Reading reading = new Reading(table.report(), Map.copyOf(queues.report()), logs.logged());
        table.reset();
        queues.reset();
        logs.reset();
        return reading;
    }

    @Override
    public void close() {
        tableProxy.close();
        queueProxy.close();
    }

    private static URI loopback(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// @param queues requests of the functions; the machine's own pollers are not among them
    record Reading(UnitReport table, Map<QueueMeter.Line, QueueMeter.Tally> queues, LogMeter.Logged logs) {
        long writeUnits() {
            return table.writeUnits();
        }

        double readUnits() {
            return table.readUnits();
        }

        /// Of some functions only.
        long writeUnits(Set<String> functions) {
            return table.total(line -> functions.contains(line.label())).writeUnits();
        }

        /// Of items whose leading key begins with one of these.
        long writeUnitsOf(Set<String> kinds) {
            return table.total(line -> kinds.contains(line.kind())).writeUnits();
        }

        long tableRequests() {
            return table.requestCount();
        }

        long queueRequests() {
            return queues.values().stream().mapToLong(QueueMeter.Tally::billed).sum();
        }
    }
}
