package dev.tributary.infrastructure.local;

import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.edge.SignedCalls;
import dev.tributary.infrastructure.secrets.SsmPayoutSwitch;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tributary payouts freeze|open|status`: the payout switch of the machine that runs, as
/// `aws ssm put-parameter` sets a deployed one. It prints what the functions read from now on.
@Command(
        name = "payouts",
        description = "Freezes or opens the payouts of the platform that runs here, or says which they are.",
        mixinStandardHelpOptions = true)
final class Payouts implements Callable<Integer> {
    private static final String PARAMETER = "PAYOUT_SWITCH_PARAMETER";

    /// Written as the operator writes them.
    enum Wish {
        freeze,
        open,
        status
    }

    @Parameters(paramLabel = "freeze|open|status", description = "What to do.")
    private Wish wish = Wish.status;

    @Option(names = "--data", defaultValue = ".tributary", description = "Data folder (default: .tributary).")
    private Path data = Path.of(".tributary");

    @Override
    public Integer call() {
        Environment environment = Running.read(data);
        if (environment.optional(PARAMETER).isEmpty()) {
            throw new StartFailure("the platform that runs on " + data + " has no payout switch");
        }
        try (SignedCalls calls = new SignedCalls(environment)) {
            SsmPayoutSwitch payouts = new SsmPayoutSwitch(calls, environment);
            switch (wish) {
                case freeze -> payouts.freeze("by hand");
                case open -> payouts.open();
                case status -> {}
            }
            System.out.println("Payouts are " + (payouts.isFrozen() ? "frozen." : "open."));
        } catch (UnavailableException e) {
            // A killed machine leaves its running.json behind.
            throw new StartFailure("the platform on " + data + " does not answer; is it running?", e);
        }
        return 0;
    }
}
