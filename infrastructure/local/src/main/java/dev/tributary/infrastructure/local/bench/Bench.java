package dev.tributary.infrastructure.local.bench;

import picocli.CommandLine.Command;

/// `tributary bench`: figures beside their goals, in seconds.
@Command(
        name = "bench",
        description = "Measures what the platform costs on this machine.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {RedirectBench.class, ColdStartBench.class, TermsBench.class, PlanBench.class})
public final class Bench {}
