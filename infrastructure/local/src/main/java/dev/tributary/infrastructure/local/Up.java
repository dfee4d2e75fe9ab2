package dev.tributary.infrastructure.local;

import dev.tributary.infrastructure.local.MachineOptions.Ports;
import dev.tributary.infrastructure.local.seed.CurlLines;
import dev.tributary.infrastructure.local.seed.DemoFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `tributary up`: the whole platform until Ctrl-C.
@Command(name = "up", description = "Starts the whole platform from template.yaml.", mixinStandardHelpOptions = true)
final class Up implements Callable<Integer> {
    private static final int HIGHEST_PORT = 65_535;

    @Option(names = "--port", defaultValue = "3000", description = "Where it answers (default: 3000).")
    private int port;

    @Option(names = "--data", defaultValue = ".tributary", description = "Data folder (default: .tributary).")
    private Path data = Path.of(".tributary");

    @Option(names = "--in-memory", description = "Keeps nothing.")
    private boolean inMemory;

    @Option(names = "--no-demo", description = "Makes no demo merchant.")
    private boolean noDemo;

    @Option(
            names = "--backends-only",
            description =
                    "Only DynamoDB on 8000, SQS on 9324, secrets and parameters on 9325, S3 on 9326; for sam local.")
    private boolean backendsOnly;

    @Option(names = "--template", defaultValue = "template.yaml", hidden = true)
    private Path template = Path.of("template.yaml");

    private final Function<Path, FirstStart> demo;

    /// @param demo what is seeded, by the data folder
    Up(Function<Path, FirstStart> demo) {
        this.demo = demo;
    }

    @Override
    public Integer call() throws Exception {
        long started = System.nanoTime();
        StartFailure.unlessWithin("--port", port, 0, HIGHEST_PORT);
        if (!Files.isRegularFile(template)) {
            throw new StartFailure(template + " is not here; start from the project's root");
        }
        LocalMachine machine = LocalMachine.start(options());
        CountDownLatch wanted = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        try {
            // The JVM ends when its hooks have ended: this one waits until all is closed.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                wanted.countDown();
                awaitQuietly(stopped);
            }));
            if (!backendsOnly) {
                Running.write(data, machine);
            }
            if (!backendsOnly) {
                machine.takeRates();
            }
            if (!noDemo && !backendsOnly) {
                machine.seed(demo.apply(data));
            }
            announce(machine, (System.nanoTime() - started) / 1_000_000_000.0);
            wanted.await();
        } finally {
            try {
                Running.remove(data);
                machine.close();
                System.out.println("Stopped.");
            } finally {
                stopped.countDown();
            }
        }
        return 0;
    }

    private MachineOptions options() {
        MachineOptions options = MachineOptions.inMemory(template)
                .withPorts(backendsOnly ? new Ports(port, 8000, 9324, 9325, 9326) : new Ports(port, 0, 0, 0, 0));
        if (backendsOnly) {
            options = options.backendsOnly();
        }
        return inMemory ? options : options.withData(data);
    }

    private void announce(LocalMachine machine, double seconds) {
        System.out.printf(java.util.Locale.ROOT, "Ready in %.1f s: %s%n", seconds, machine.baseUrl());
        System.out.println("  DynamoDB " + machine.dynamoEndpoint() + ", SQS " + machine.sqsEndpoint() + ", secrets "
                + machine.secretsEndpoint() + ", S3 " + machine.filesEndpoint());
        System.out.println("  files    " + machine.filesFolder());
        System.out.println(
                "  data     " + (inMemory ? "in memory" : data.toAbsolutePath().normalize()));
        if (!noDemo && !backendsOnly) {
            System.out.println(
                    "  keys     " + data.resolve(DemoFile.NAME).toAbsolutePath().normalize());
        }
        System.out.println("  Ctrl-C stops it.");
        List<String> lines = noDemo || backendsOnly ? List.of() : linesToTry();
        if (!lines.isEmpty()) {
            System.out.println("Try a click, an order, and what it earned:");
            lines.forEach(line -> System.out.println("  " + line));
        }
    }

    /// With the keys for somebody who looks at a terminal; a log keeps none.
    private List<String> linesToTry() {
        DemoFile.Values demo = new DemoFile(data).read();
        return Terminal.isAttached() ? CurlLines.of(demo) : CurlLines.withoutKeys(demo, data.resolve(DemoFile.NAME));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
