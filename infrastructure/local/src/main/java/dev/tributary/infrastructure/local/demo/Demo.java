package dev.tributary.infrastructure.local.demo;

import dev.tributary.infrastructure.local.StartFailure;
import dev.tributary.infrastructure.local.Terminal;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `tributary demo`: the whole life in one go, in memory, with the clock set forward. The exit code is 0
/// only if everything holds.
@Command(
        name = "demo",
        description = "Lives a program's whole life in memory: from an application to a payout and a statement.",
        mixinStandardHelpOptions = true)
public final class Demo implements Callable<Integer> {
    /// Each part in the payout run, and another one that is paid: one transfer fails.
    private static final int LEAST_AFFILIATES = Market.Part.values().length + 1;

    private static final int MOST_AFFILIATES = 100;
    private static final int LEAST_CLICKS_EACH = 8;
    /// All of it is kept in memory, to be checked.
    private static final int MOST_CLICKS = 1_000_000;

    private static final int MOST_ORDERS = 100_000;

    @Option(names = "--clicks", defaultValue = "4000", description = "Clicks on the links (default: 4000).")
    private int clicks;

    @Option(names = "--affiliates", defaultValue = "20", description = "Who promotes (default: 20).")
    private int affiliates;

    @Option(names = "--orders", defaultValue = "200", description = "Orders of shoppers (default: 200).")
    private int orders;

    @Option(names = "--seed", defaultValue = "1", description = "What chance brings (default: 1).")
    private long seed;

    @Option(names = "--template", defaultValue = "template.yaml", hidden = true)
    private Path template = Path.of("template.yaml");

    private final Tamper tamper;

    public Demo() {
        this(machine -> {});
    }

    /// @param tamper happens to the table before it is checked
    Demo(Tamper tamper) {
        this.tamper = tamper;
    }

    @Override
    public Integer call() throws Exception {
        StartFailure.unlessWithin("--affiliates", affiliates, LEAST_AFFILIATES, MOST_AFFILIATES);
        StartFailure.unlessWithin("--clicks", clicks, LEAST_CLICKS_EACH * affiliates, MOST_CLICKS);
        StartFailure.unlessWithin("--orders", orders, affiliates, MOST_ORDERS);
        if (!Files.isRegularFile(template)) {
            throw new StartFailure(template + " is not here; start from the project's root");
        }
        try (LogMeter logs = new LogMeter()) {
            PrintStream out = logs.screen();
            Progress progress = new Progress(out, Terminal.isAttached());
            try {
                Life life = new Life(template, new Life.Size(clicks, affiliates, orders, seed), progress, logs, tamper);
                Report report = life.live();
                report.text().forEach(out::println);
                return report.holds() ? 0 : 1;
            } catch (UnexpectedAnswer | TimeoutException e) {
                // What the functions said last tells why.
                out.println();
                logs.last().forEach(out::println);
                out.println("tributary: " + e.getMessage());
                return 1;
            }
        }
    }
}
