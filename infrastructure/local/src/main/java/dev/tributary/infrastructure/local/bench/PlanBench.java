package dev.tributary.infrastructure.local.bench;

import dev.tributary.infrastructure.local.StartFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `tributary bench payout`: a payout plan over many balances in a small heap, and whether twice as many take twice
/// as long. The table is made up as it is read: what is measured is the function.
@Command(
        name = "payout",
        description = "A payout plan over a million balances in a heap of 256 MB.",
        mixinStandardHelpOptions = true)
final class PlanBench implements Callable<Integer> {
    private static final int HEAP_MEGABYTES = 256;
    private static final double MEGABYTE = 1024 * 1024;
    private static final int LESS = 10;
    /// Ten times as many in ten times the time, with room for a noisy machine.
    private static final double MOST_RATIO = 1.5;

    @Option(names = "--balances", defaultValue = "1000000", description = "How many (default: ${DEFAULT-VALUE}).")
    private int balances;

    @Option(names = "--template", defaultValue = "template.yaml", hidden = true)
    private Path template = Path.of("template.yaml");

    @Override
    public Integer call() throws Exception {
        StartFailure.unlessWithin("--balances", balances, LESS, 1_500_000);
        PlanMain.Outcome less = run(balances / LESS);
        PlanMain.Outcome all = run(balances);
        System.out.println(Figure.head());
        System.out.println(Figure.shown("plan over " + balances + " balances", all.seconds(), "seconds"));
        System.out.println(Figure.shown("  balances planned", balances / all.seconds(), "per second, core"));
        System.out.println(Figure.shown("  invocations of 60 s", all.invocations(), "invocations"));
        System.out.println(
                Figure.atMost("  most that the heap held", all.peakHeapBytes() / MEGABYTE, "MB", HEAP_MEGABYTES));
        System.out.println(Figure.atMost(
                "  time per balance, against a tenth of them",
                all.seconds() / balances / (less.seconds() / (balances / LESS)),
                "times",
                MOST_RATIO));
        return 0;
    }

    private PlanMain.Outcome run(int affiliates) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP_MEGABYTES + "m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PlanMain.class.getName(),
                        template.toString(),
                        String.valueOf(affiliates))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = process.inputReader()) {
            String line = lines.readLine();
            if (process.waitFor() != 0 || line == null) {
                throw new StartFailure("the plan over " + affiliates + " balances failed");
            }
            String[] figures = line.split(" ", -1);
            return new PlanMain.Outcome(
                    Double.parseDouble(figures[0]), Integer.parseInt(figures[1]), Long.parseLong(figures[2]));
        } finally {
            process.destroyForcibly();
        }
    }
}
