package dev.tributary.infrastructure.local;

import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.local.bench.Bench;
import dev.tributary.infrastructure.local.demo.Demo;
import dev.tributary.infrastructure.local.seed.DemoStart;
import dev.tributary.infrastructure.local.template.TemplateProblem;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/// The command line behind `./tributary`. What the operator can mend is one line and exit 2.
@Command(
        name = "tributary",
        description = "Tributary on this machine.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class Main {
    /// Kept: java.util.logging forgets the level of a logger that nobody refers to.
    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    private Main() {}

    public static void main(String[] arguments) {
        quieten();
        System.exit(run(arguments));
    }

    /// Does what a command says and returns its exit code.
    public static int run(String... arguments) {
        return commandLine(DemoStart::new).execute(arguments);
    }

    static CommandLine commandLine(Function<Path, FirstStart> demo) {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.addSubcommand(new Up(demo));
        commandLine.addSubcommand(new ReplayClicks(Environment.ofProcess()));
        commandLine.addSubcommand(new Demo());
        commandLine.addSubcommand(new Payouts());
        commandLine.addSubcommand(new SignInLinkCommand(Environment.ofProcess()));
        commandLine.addSubcommand(new Bench());
        commandLine.setExecutionExceptionHandler((exception, command, parsed) -> {
            if (exception instanceof StartFailure || exception instanceof TemplateProblem) {
                System.err.println("tributary: " + exception.getMessage());
                return 2;
            }
            throw exception;
        });
        commandLine.setParameterExceptionHandler(Main::refuse);
        return commandLine;
    }

    /// A command line that says nothing is asked back; one that is wrong gets its line.
    private static int refuse(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        if (arguments.length == 0) {
            command.usage(System.err);
        } else {
            String why = String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
            String name = command.getCommandSpec().qualifiedName();
            System.err.println("tributary: " + why + "; ./" + name + " --help says more");
        }
        return 2;
    }

    /// Helidon, ElasticMQ and DynamoDB Local each bring a logger of their own; what they know of a
    /// failure reaches us as an exception.
    private static void quieten() {
        ROOT.setLevel(Level.WARNING);
        HELIDON.setLevel(Level.OFF);
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.setProperty("org.apache.logging.log4j.level", "ERROR");
        System.setProperty("log4j2.disable.jmx", "true");
    }
}
