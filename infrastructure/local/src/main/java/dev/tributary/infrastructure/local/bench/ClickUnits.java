package dev.tributary.infrastructure.local.bench;

import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.local.MachineClock;
import dev.tributary.infrastructure.local.MachineOptions;
import dev.tributary.infrastructure.local.MachineOptions.Ports;
import dev.tributary.infrastructure.local.meter.MeterProxy;
import dev.tributary.infrastructure.local.meter.QueueMeter;
import dev.tributary.infrastructure.local.meter.TableMeter;
import dev.tributary.infrastructure.local.meter.UnitReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Table units and queue requests of a click, counted by the meter from each request: its chunk, its
/// mark, its share of the roll-up and of the hour's merge. The traffic is five clicks a second: with the
/// template's window of 20 s that is 100 clicks in a chunk and three chunks a minute.
final class ClickUnits {
    private static final int MINUTES = 10;
    private static final int CHUNKS_A_MINUTE = 3;
    private static final int CLICKS_A_CHUNK = 100;
    private static final int CLICKS = MINUTES * CHUNKS_A_MINUTE * CLICKS_A_CHUNK;
    private static final int THREADS = 25;
    private static final int A_THREAD = CLICKS_A_CHUNK / THREADS;
    private static final int FEW = 10;
    private static final double GOAL = 0.3;
    private static final Duration DRAIN = Duration.ofSeconds(60);
    private static final Set<String> LINKS = Set.of("L#", "P#", "N#");

    private final Path template;
    private final int links;
    private final long seed;
    private final List<Figure> figures = new ArrayList<>();

    ClickUnits(Path template, int links, long seed) {
        this.template = template;
        this.links = links;
        this.seed = seed;
    }

    List<Figure> figures() throws Exception {
        int tablePort = freePort();
        int queuePort = freePort();
        MachineClock clock = MachineClock.system();
        TableMeter table = new TableMeter(clock);
        QueueMeter queue = new QueueMeter();
        try (MeterProxy tableProxy = MeterProxy.before(loopback(tablePort), table);
                MeterProxy queueProxy = MeterProxy.before(loopback(queuePort), queue);
                LocalMachine machine = LocalMachine.start(MachineOptions.inMemory(template)
                        .withPorts(new Ports(0, tablePort, queuePort, 0, 0))
                        .withClock(clock)
                        .withLongestWindow(Duration.ofMillis(150))
                        .withVariable(
                                "AWS_ENDPOINT_URL_DYNAMODB",
                                tableProxy.endpoint().toString())
                        .withVariable(
                                "AWS_ENDPOINT_URL_SQS", queueProxy.endpoint().toString()))) {
            BenchLinks.seed(
                    machine,
                    IntStream.of(1, FEW, links)
                            .flatMap(this::clickedAmong)
                            .distinct()
                            .toArray());
            HandlerLoop loop = new HandlerLoop(event -> machine.invoke("RedirectFunction", event));
            clicked(machine, loop, table, queue, FEW, FEW + " links");
            clicked(machine, loop, table, queue, 1, "one hot link");
            clicked(machine, loop, table, queue, links, links + " links");
        }
        return figures;
    }

    private void clicked(
            LocalMachine machine, HandlerLoop loop, TableMeter table, QueueMeter queue, int among, String what)
            throws Exception {
        // From the start of an hour, so that its merge is paid by these clicks and no others.
        rollUp(machine, machine.clock().instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(3)));
        machine.clock().forward(Duration.ofMinutes(1));
        table.reset();
        queue.reset();
        long warmReads = 0;
        for (int minute = 0; minute < MINUTES; minute++) {
            for (int chunk = 0; chunk < CHUNKS_A_MINUTE; chunk++) {
                loop.clicks(THREADS, A_THREAD, among, draw(minute * CHUNKS_A_MINUTE + chunk));
                if (minute == 0 && chunk == 0) {
                    warmReads = warmReads(loop, table, among);
                }
                machine.awaitQueuesEmpty(DRAIN);
            }
            rollUp(machine, machine.clock().instant().plus(Duration.ofMinutes(1)));
        }
        rollUp(machine, machine.clock().instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(3)));
        report(what, table.report(), queue, CLICKS + CLICKS_A_CHUNK, warmReads);
    }

    /// The links that will be clicked, of so many: only these stand in the table, since an item that
    /// nobody reads or writes costs no unit, and the machine's sweep reads all there are at each step of
    /// the clock.
    private IntStream clickedAmong(int among) {
        return IntStream.range(0, MINUTES * CHUNKS_A_MINUTE)
                .boxed()
                .flatMapToInt(chunk -> IntStream.range(0, THREADS)
                        .boxed()
                        .flatMapToInt(thread -> HandlerLoop.drawn(thread, A_THREAD, among, draw(chunk))));
    }

    private long draw(int chunk) {
        return 1_000 * (seed + chunk);
    }

    /// The first round of clicks once more: its links are known by now.
    private long warmReads(HandlerLoop loop, TableMeter table, int among) throws Exception {
        double before = linkReads(table.report());
        loop.clicks(THREADS, A_THREAD, among, draw(0));
        return Math.round(linkReads(table.report()) - before);
    }

    private void report(String what, UnitReport units, QueueMeter queue, int clicks, long warmReads) {
        long sends = queue.report().entrySet().stream()
                .filter(line -> line.getKey().action().equals("SendMessage"))
                .mapToLong(line -> line.getValue().billed())
                .sum();
        double writes = (double) units.writeUnits() / clicks;
        add(Figure.atMost("write units, roll-up and hour included, " + what, writes, "per click", GOAL));
        for (String kind : new String[] {"C#", "Q#", "S#"}) {
            double part = (double) units.total(line -> line.kind().equals(kind)).writeUnits() / clicks;
            add(Figure.shown("  of these " + kind, part, "per click"));
        }
        double reads = units.total(line -> !LINKS.contains(line.kind())).readUnits() / clicks;
        add(Figure.shown("read units of the roll-up, " + what, reads, "per click"));
        add(Figure.atMost("reads of a warm redirect, " + what, warmReads, "in 100 clicks", 0));
        add(Figure.atMost("queue requests, sends, " + what, (double) sends / clicks, "per click", 1));
    }

    private void add(Figure figure) {
        figures.add(figure);
    }

    private static double linkReads(UnitReport report) {
        return report.total(line -> LINKS.contains(line.kind())).actions();
    }

    private static void rollUp(LocalMachine machine, Instant at) throws Exception {
        machine.clock().forwardTo(at);
        machine.fire("JobsScheduleFunction", "RollUp");
        machine.awaitQueuesEmpty(DRAIN);
    }

    private static URI loopback(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
