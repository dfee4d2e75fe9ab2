package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.local.Main;
import dev.tributary.infrastructure.local.house.LeftOut;
import dev.tributary.infrastructure.local.seed.CurlLines;
import dev.tributary.infrastructure.local.seed.DemoFile;
import dev.tributary.infrastructure.local.seed.DemoStart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// README.md, followed: its tour in one shell, its paths and commands against the tree.
@Tag("system")
class ReadmeTest {
    private static final String FENCE = "```";
    private final String readme = Project.text("README.md");

    @TempDir
    private Path folder = Path.of("");

    @Test
    @Timeout(120)
    void tour_runsInOrder() throws Exception {
        LeftOut.unlessInstalled("the README's tour", "bash", "curl", "jq", "grep", "sed", "openssl", "od");
        List<String> blocks = blocks("sh tour");
        List<String> outputs = new ArrayList<>();
        try (LocalMachine machine =
                LocalMachine.start(Options.machine(Project.TEMPLATE).withLongestWindow(Duration.ofMillis(100)))) {
            new DemoStart(folder).run(machine, true);
            try (Shell shell = new Shell(folder)) {
                for (String block : blocks) {
                    if (block.contains("/v1/clicks")) {
                        // The two minutes that the README asks for.
                        machine.awaitQueuesEmpty(Duration.ofSeconds(30));
                        machine.clock().forward(Duration.ofMinutes(2));
                        machine.fire("JobsScheduleFunction", "RollUp");
                        machine.awaitQueuesEmpty(Duration.ofSeconds(30));
                    }
                    outputs.add(shell.run(block.replace(".tributary/files/", machine.filesFolder() + "/")
                            .replace(".tributary/", folder + "/")));
                }
            }
        }

        assertThat(outputs).hasSize(13);
        assertThat(outputs.get(0)).as("variables only").isBlank();
        assertThat(outputs.get(1))
                .containsPattern("HTTP/1.1 302")
                .containsPattern("(?i)location: https://\\S+click_id=\\S+");
        assertThat(outputs.get(2)).contains("HTTP/1.1 302");
        assertThat(outputs.get(3)).contains("HTTP/1.1 400", "bad_url");
        var row = Project.parse(outputs.get(4)).path("data").path(0);
        assertThat(row.path("qualified").asLong()).as("the shopper's click").isEqualTo(1);
        assertThat(row.path("bot").asLong()).as("the bot's").isEqualTo(1);
        assertThat(outputs.get(5)).as("the order").contains("\"receipt_id\"");
        assertThat(outputs.get(6)).as("the refund, signed").contains("\"receipt_id\"");
        assertThat(blocks.get(6)).contains("openssl").doesNotContain("Bearer");
        assertThat(outputs.get(7).replaceAll("\\s+", ""))
                .as("how a call with a comma is read, and the calls that were taken")
                .contains(
                        "\"answer\":{\"status\":422,\"code\":\"malformed\"",
                        "\"value\":\"12,60\"",
                        "\"event\":\"refund\"",
                        "\"code\":\"accepted\"");
        assertThat(outputs.get(8).replaceAll("\\s+", ""))
                .as("126.00 less tax and shipping, 10 %, a third of it taken back")
                .contains(
                        "\"status\":\"converted\"",
                        "\"explanation\":{",
                        "\"net\":{\"amount\":\"6.67\",\"currency\":\"EUR\"}",
                        "\"available\":{\"amount\":\"6.67\",\"currency\":\"EUR\"}");
        assertThat(outputs.get(9)).as("the payout method").contains("\"rail\":\"csv\"");
        assertThat(outputs.get(10))
                .as("the planner may not approve, another may")
                .contains("maker_may_not_approve", "applying");
        assertThat(outputs.get(11))
                .as("the file, the payout, and nothing left to pay")
                .contains(
                        "Vendor 4711,6.67,EUR",
                        "\"state\":\"paid\",\"net\":{\"amount\":\"6.67\",\"currency\":\"EUR\"}",
                        "{\"available\":{\"amount\":\"0.00\",\"currency\":\"EUR\"},\"in_flight\":{\"amount\":\"0.00\",\"currency\":\"EUR\"}}");
        assertThat(outputs.get(12))
                .as("who is invited, and by which mail")
                .contains("\"role\":\"manager\",\"joined_at\":null", "Demo merchant invites you to Tributary");
    }

    /// The three lines that `up` prints, on a terminal and into a log, pasted one after the other.
    @Test
    @Timeout(120)
    void linesThatUpPrints_leadToABalance() throws Exception {
        LeftOut.unlessInstalled("the README's tour", "bash", "curl", "jq");
        try (LocalMachine machine =
                LocalMachine.start(Options.machine(Project.TEMPLATE).withLongestWindow(Duration.ofMillis(100)))) {
            new DemoStart(folder).run(machine, true);
            DemoFile.Values demo = new DemoFile(folder).read();
            try (Shell shell = new Shell(folder)) {
                for (List<String> lines :
                        List.of(CurlLines.of(demo), CurlLines.withoutKeys(demo, folder.resolve(DemoFile.NAME)))) {
                    assertThat(lines).hasSize(3);
                    assertThat(shell.run(lines.get(0))).contains("HTTP/1.1 302", "click_id=");
                    assertThat(shell.run(lines.get(1))).contains("\"receipt_id\"");
                    machine.awaitQueuesEmpty(Duration.ofSeconds(30));
                    assertThat(shell.run(lines.get(2)).replaceAll("\\s+", ""))
                            .contains("\"available\":{\"amount\":\"10.00\",\"currency\":\"EUR\"}");
                }
            }
        }
    }

    @Test
    void paths_areThere() {
        Set<String> named = new TreeSet<>();
        for (MatchResult code : found("`([A-Za-z0-9_./-]+)`")) {
            named.add(code.group(1));
        }
        for (MatchResult link : found("\\]\\(([A-Za-z0-9_./-]+)\\)")) {
            named.add(link.group(1));
        }
        Set<String> missing = named.stream()
                .filter(name -> name.contains("/") || name.matches(".+\\.(java|yaml|toml|json|md|xml)"))
                // What a start makes, an abbreviation, and a file that is named without its folder.
                .filter(name -> !name.startsWith(".tributary") && !name.contains("..."))
                // A method, `order/Orders.decide`.
                .filter(name -> !name.matches(".*/[A-Z]\\w+\\.(?!java$)[a-z]\\w+"))
                .filter(name -> !Files.exists(Project.ROOT.resolve(name)))
                .filter(name -> Project.files("infrastructure", "/" + name).isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).contains("template.yaml", "functions/redirect", "docs/table.md");
        assertThat(missing).isEmpty();
    }

    @Test
    void commands_areThere() {
        Set<String> commands = new TreeSet<>();
        for (MatchResult command : found("\\./tributary ([a-z-]+)")) {
            commands.add(command.group(1));
        }

        assertThat(commands).contains("up");
        commands.forEach(
                command -> assertThat(Main.run(command, "--help")).as(command).isZero());
        assertThat(Files.isExecutable(Project.ROOT.resolve("tributary"))).isTrue();
        for (String block : blocks("sh")) {
            for (String line : block.lines().toList()) {
                assertThat(line.split(" ")[0]).isIn("./tributary", "mvn", "sam");
            }
        }
    }

    private List<MatchResult> found(String pattern) {
        return Pattern.compile(pattern).matcher(readme).results().toList();
    }

    private List<String> blocks(String language) {
        return Pattern.compile("(?ms)^" + FENCE + language + "\\n(.*?)^" + FENCE + "$")
                .matcher(readme)
                .results()
                .map(block -> block.group(1))
                .toList();
    }
}
