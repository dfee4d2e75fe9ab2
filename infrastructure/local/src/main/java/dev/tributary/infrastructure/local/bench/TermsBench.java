package dev.tributary.infrastructure.local.bench;

import dev.tributary.infrastructure.local.StartFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `tributary bench terms`: conversions that terms decide, per second on one core, by JMH in a JVM of
/// its own.
@Command(
        name = "terms",
        description = "Conversions that terms decide, per second and core, each with its explanation.",
        mixinStandardHelpOptions = true)
final class TermsBench implements Callable<Integer> {
    private static final double GOAL = 1_000_000;
    private static final int WARM_UP_ITERATIONS = 5;
    private static final int ITERATIONS = 5;

    @Option(
            names = "--seconds",
            defaultValue = "1",
            description = "Of each iteration: ${DEFAULT-VALUE}; there are five to warm up and five that count.")
    private int seconds;

    @Override
    public Integer call() throws Exception {
        StartFailure.unlessWithin("--seconds", seconds, 1, 600);
        Path log = Files.createTempFile("tributary-bench-terms", ".log");
        TimeValue time = new TimeValue(seconds, TimeUnit.SECONDS);
        System.out.println(Figure.head());
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include(TermsDecisions.class.getName())
                        .warmupIterations(WARM_UP_ITERATIONS)
                        .warmupTime(time)
                        .measurementIterations(ITERATIONS)
                        .measurementTime(time)
                        .forks(1)
                        .threads(1)
                        .shouldFailOnError(true)
                        .output(log.toString())
                        .build())
                .run()) {
            String what = result.getParams().getParam("terms") + ", "
                    + result.getPrimaryResult().getLabel();
            double perSecond = result.getPrimaryResult().getScore();
            double error = result.getPrimaryResult().getScoreError();
            System.out.println(
                    result.getPrimaryResult().getLabel().equals("decided")
                            ? new Figure(what, perSecond, "per second, core", new Figure.Goal.AtLeast(GOAL, ""))
                            : Figure.shown(what, perSecond, "per second, core"));
            System.out.println(Figure.shown("  give or take", error, "per second, core"));
        }
        Files.delete(log);
        return 0;
    }
}
