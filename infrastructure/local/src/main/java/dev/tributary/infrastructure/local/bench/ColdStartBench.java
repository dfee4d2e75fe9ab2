package dev.tributary.infrastructure.local.bench;

import dev.tributary.infrastructure.local.StartFailure;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `tributary bench cold-start`: CPU from the start of the JVM to the first answer of each function's
/// jar, through the runtime interface client that Lambda itself uses, beside a handler that does nothing.
@Command(
        name = "cold-start",
        description = "CPU of each function's jar to its first answer; after `mvn package`.",
        mixinStandardHelpOptions = true)
final class ColdStartBench implements Callable<Integer> {
    private static final double REDIRECT_GOAL = 4;
    private static final double GOAL = 10;

    @Option(
            names = "--runs",
            defaultValue = "5",
            description = "Starts of each, of which the median counts (default: 5).")
    private int runs;

    @Option(names = "--template", defaultValue = "template.yaml", hidden = true)
    private Path template = Path.of("template.yaml");

    @Override
    public Integer call() throws Exception {
        StartFailure.unlessWithin("--runs", runs, 1, 1_000);
        try (DeployedFunctions functions = DeployedFunctions.start(template)) {
            System.out.println(Figure.head());
            double bare = median(functions.bare(), "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            System.out.println(Figure.shown("bare stream handler", bare, "ms of CPU"));
            for (String id : functions.ids()) {
                DeployedFunctions.Sample sample = functions.sample(id);
                double cpu = median(functions.process(id), sample.event());
                double goal = id.startsWith("Redirect") ? REDIRECT_GOAL : GOAL;
                System.out.println(Figure.shown(id + ", " + sample.name(), cpu, "ms of CPU"));
                System.out.println(Figure.atMost(id + ", to the bare handler's", cpu / bare, "times", goal));
            }
        }
        return 0;
    }

    private double median(FunctionProcess process, byte[] event) throws Exception {
        double[] millis = new double[runs];
        for (int i = 0; i < runs; i++) {
            RuntimeApi.Answer answer = process.answer(event);
            if (answer.failed()) {
                throw new IllegalStateException(process.handler() + " failed: " + answer.text());
            }
            millis[i] = answer.cpuNanos() / 1e6;
        }
        Arrays.sort(millis);
        return millis[runs / 2];
    }
}
