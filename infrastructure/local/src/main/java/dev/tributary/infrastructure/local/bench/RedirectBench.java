package dev.tributary.infrastructure.local.bench;

import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.local.MachineClock;
import dev.tributary.infrastructure.local.MachineOptions;
import dev.tributary.infrastructure.local.StartFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `tributary bench redirect`: what a click costs, in time and in units, in both ways in which clicks
/// leave: one per message (a standard Lambda) and together.
@Command(
        name = "redirect",
        description = "Clicks per second, CPU and units per click.",
        mixinStandardHelpOptions = true)
final class RedirectBench implements Callable<Integer> {
    private static final String REDIRECT = "RedirectFunction";
    /// The most first: what warms up further is to the advantage of the others.
    private static final int[] CONNECTIONS = {64, 16, 1};
    private static final int MANY = 64;
    private static final int FEW_LINKS = 10;
    private static final int MOST_LINKS = 10_000_000;
    /// One for each connection, and a tenth for the only one.
    private static final int LEAST_CLICKS = MANY;
    private static final int MOST_CLICKS = 100_000_000;
    /// The table on this machine is read by one at a time: more would wait past their time-out.
    private static final int READERS = 4;
    private static final int HANDLER_CLICKS = 32_000;
    private static final int MOST_ROUNDS = 6;
    private static final double STEADY = 0.93;
    private static final Duration DRAIN = Duration.ofSeconds(60);

    @Option(names = "--clicks", defaultValue = "20000", description = "Clicks of a run (default: 20000).")
    private int clicks;

    @Option(names = "--seconds", defaultValue = "15", description = "A run ends after these (default: 15).")
    private int seconds;

    @Option(names = "--links", defaultValue = "100000", description = "The many links (default: 100000).")
    private int links;

    @Option(names = "--seed", defaultValue = "1", description = "Which links are clicked (default: 1).")
    private long seed;

    @Option(
            names = "--part",
            split = ",",
            defaultValue = "load,handler,units",
            description = "What is measured: load, handler, units (default: all).")
    private Set<Part> parts = EnumSet.allOf(Part.class);

    @Option(names = "--template", defaultValue = "template.yaml", hidden = true)
    private Path template = Path.of("template.yaml");

    @Override
    public Integer call() throws Exception {
        StartFailure.unlessWithin("--clicks", clicks, LEAST_CLICKS, MOST_CLICKS);
        StartFailure.unlessWithin("--seconds", seconds, 1, 3_600);
        StartFailure.unlessWithin("--links", links, FEW_LINKS, MOST_LINKS);
        System.out.printf(
                "seed %d, %d clicks or %d s a run, %d processors, JDK %s; the load comes from a process of its own%n",
                seed,
                clicks,
                seconds,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature());
        System.out.println(Figure.head());
        if (parts.contains(Part.load)) {
            try (LoadProcess load = LoadProcess.start(seed)) {
                double yardstick = yardstick(load);
                load(load, Way.TOGETHER, yardstick);
                load(load, Way.ALONE, yardstick);
            }
        }
        if (parts.contains(Part.handler)) {
            handler();
        }
        if (parts.contains(Part.units)) {
            new ClickUnits(template, links, seed).figures().forEach(RedirectBench::add);
        }
        return 0;
    }

    /// As they are written on the command line.
    enum Part {
        load,
        handler,
        units
    }

    /// How clicks leave.
    private enum Way {
        TOGETHER("clicks leave together", "true"),
        ALONE("one click per message", "false");

        private final String text;
        private final String concurrent;

        Way(String text, String concurrent) {
            this.text = text;
            this.concurrent = concurrent;
        }
    }

    private static void add(Figure figure) {
        System.out.println(figure);
    }

    /// @return CPU per answer, in microseconds
    private double yardstick(LoadProcess load) throws IOException {
        try (Yardstick bare = Yardstick.start()) {
            load.run(new Load.Order(bare.port(), MANY, 2 * clicks, seconds, FEW_LINKS));
            long cpu = Cpu.processNanos();
            Load.Result result = load.run(new Load.Order(bare.port(), MANY, clicks, seconds, FEW_LINKS));
            double perRequest = (Cpu.processNanos() - cpu) / 1_000.0 / result.answered();
            add(Figure.shown("bare 302 on the same server, 64 connections", result.perSecond(), "per second"));
            add(Figure.shown("bare 302 on the same server, CPU", perRequest, "µs per answer"));
            return perRequest;
        }
    }

    private void load(LoadProcess load, Way way, double yardstick) throws Exception {
        try (LocalMachine machine = LocalMachine.start(options(way))) {
            BenchLinks.seed(machine, FEW_LINKS);
            int port = URI.create(machine.baseUrl()).getPort();
            warm(load, machine, port);
            for (int connections : CONNECTIONS) {
                String what = way.text + ", " + connections + (connections == 1 ? " connection" : " connections");
                long cpu = Cpu.processNanos();
                Load.Result result =
                        load.run(new Load.Order(port, connections, clicks(connections), seconds, FEW_LINKS));
                // Until the click function has recorded all of them: their cost belongs to them.
                machine.awaitQueuesEmpty(DRAIN);
                double perClick = (Cpu.processNanos() - cpu) / 1_000.0 / result.answered();
                add(perSecond(what, result, way, connections));
                add(perClick(what + ", CPU of the machine until recorded", perClick, way, connections));
                if (connections == MANY) {
                    add(Figure.shown(what + ", CPU to the bare 302's", perClick / yardstick, "times"));
                }
                add(Figure.atMost(what + ", not answered 302", result.failed(), "clicks", 0));
            }
        }
    }

    /// Until another round gets no cheaper: then the compiler has done its work.
    private void warm(LoadProcess load, LocalMachine machine, int port) throws Exception {
        double before = Double.MAX_VALUE;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            long cpu = Cpu.processNanos();
            Load.Result result = load.run(new Load.Order(port, MANY, clicks, seconds, FEW_LINKS));
            double perClick = (double) (Cpu.processNanos() - cpu) / result.answered();
            if (perClick > STEADY * before) {
                break;
            }
            before = perClick;
        }
        machine.awaitQueuesEmpty(DRAIN);
    }

    /// One at a time takes its time; its figure needs no more clicks than this.
    private int clicks(int connections) {
        return connections == 1 ? clicks / 10 : clicks;
    }

    private static Figure perSecond(String what, Load.Result result, Way way, int connections) {
        return way == Way.TOGETHER && connections == MANY
                ? new Figure(
                        what, result.perSecond(), "per second", new Figure.Goal.AtLeast(7_720, "10 times YOURLS' 772"))
                : Figure.shown(what, result.perSecond(), "per second");
    }

    private static Figure perClick(String what, double micros, Way way, int connections) {
        return way == Way.TOGETHER && connections == MANY
                ? Figure.atMost(what, micros, "µs per click", 120)
                : Figure.shown(what, micros, "µs per click");
    }

    /// What the handler's own threads use, for few links, many links and a hot one.
    private void handler() throws Exception {
        for (Way way : Way.values()) {
            // Time stands still, so that what is known stays fresh however long the many links take to warm.
            MachineClock clock = new MachineClock(Clock.fixed(Instant.now(), ZoneOffset.UTC));
            try (LocalMachine machine = LocalMachine.start(options(way).withClock(clock))) {
                BenchLinks.seed(machine, way == Way.TOGETHER ? links : FEW_LINKS);
                HandlerLoop loop = new HandlerLoop(event -> machine.invoke(REDIRECT, event));
                loop.warm(MANY, FEW_LINKS);
                loop.clicks(MANY, HANDLER_CLICKS / MANY, FEW_LINKS, seed);
                if (way == Way.ALONE) {
                    double alone = loop.clicks(1, HANDLER_CLICKS / 10, FEW_LINKS, seed);
                    add(Figure.shown("handler alone, " + way.text, alone, "µs per click"));
                } else {
                    together(loop);
                }
                machine.awaitQueuesEmpty(DRAIN);
            }
        }
    }

    private void together(HandlerLoop loop) throws Exception {
        String what = "handler alone, " + Way.TOGETHER.text + ", ";
        double few = loop.clicks(MANY, HANDLER_CLICKS / MANY, FEW_LINKS, seed);
        add(Figure.atMost(what + FEW_LINKS + " links", few, "µs per click", 20));
        double hot = loop.clicks(MANY, HANDLER_CLICKS / MANY, 1, seed);
        add(Figure.atMost(what + "one hot link", hot, "µs per click", 20));
        loop.warm(READERS, links);
        double many = loop.clicks(MANY, HANDLER_CLICKS / MANY, links, seed);
        add(Figure.atMost(what + links + " links", many, "µs per click", 20));
        add(Figure.shown("handler alone, " + links + " links to " + FEW_LINKS, many / few, "times"));
    }

    private MachineOptions options(Way way) {
        return MachineOptions.inMemory(template).withVariable("TRIBUTARY_CONCURRENT", way.concurrent);
    }
}
