package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.local.house.LeftOut;
import dev.tributary.infrastructure.local.seed.DemoStart;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// docs/integrations/, followed: the lines of each page, from the call to what the order became.
@Tag("system")
class IntegrationsTest {
    private static final String FENCE = "```";
    /// Page, the statuses that its lines print, what all of them come to.
    private static final String TABLE = """
        awin         200 200 422  [sale 26.09 EUR]
        everflow     200 200 422  [sale 12.34 EUR]
        impact       200 200 422  [sale 21.99 EUR]
        keitaro      200 200 422  [sale 10.00 EUR]
        pixel        202 422  [sale 29.95 EUR]
        shopify      202 401  [sale 42.00 EUR]
        stripe       202 401  [sale 44.00 EUR]
        tune         200 200 422  [sale 29.95 EUR]
        voluum       200 200 422  [sale 10.00 EUR]
        woocommerce  202 401  [sale 43.00 EUR]
        """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    @Timeout(180)
    void linesOfEachPage_areAnsweredAsTheTableSays() throws Exception {
        LeftOut.unlessInstalled("the lines of docs/integrations", "bash", "base64", "curl", "jq", "openssl", "sed");
        StringBuilder outcomes = new StringBuilder();
        try (LocalMachine machine =
                LocalMachine.start(Options.machine(Project.TEMPLATE).withLongestWindow(Duration.ofMillis(100)))) {
            new DemoStart(folder).run(machine, true);
            JsonNode demo = Project.parse(Files.readString(folder.resolve("demo.json")));
            String setup = block("README", "sh setup").replace(".tributary/", folder + "/");
            for (String page : TABLE.lines().map(row -> row.split(" ")[0]).toList()) {
                try (Shell shell = new Shell(folder)) {
                    shell.run(setup);
                    String printed = shell.run(block(page, "sh"));
                    String order = shell.run("echo $order").strip();
                    machine.awaitQueuesEmpty(Duration.ofSeconds(30));
                    outcomes.append(
                            "%-12s %s  %s\n".formatted(page, statuses(printed), conversions(machine, demo, order)));
                }
            }
        }
        assertThat(outcomes.toString()).isEqualTo(TABLE);
    }

    @Test
    void everyPage_isInTheTableAndInTheIndex() {
        String index = Project.text("docs/integrations/README.md");
        assertThat(index).contains("](script.md)");
        // A browser runs the script's examples: ShopCallsTest.
        List<String> pages = Project.files("docs/integrations/", ".md").stream()
                .filter(file -> !Set.of("README.md", "script.md").contains(file))
                .toList();
        assertThat(pages)
                .isEqualTo(TABLE.lines().map(row -> row.split(" ")[0] + ".md").toList());
        assertThat(pages)
                .allSatisfy(page -> assertThat(index)
                        .contains("](" + page + ")")
                        .contains(
                                page.equals("pixel.md")
                                        ? "/pixel/{program_id}.gif"
                                        : "/postbacks/{program_id}/" + page.replace(".md", "")));
    }

    private static List<String> conversions(LocalMachine machine, JsonNode demo, String order) throws Exception {
        RawHttp.Reply reply = RawHttp.send(
                URI.create(machine.baseUrl()).getPort(),
                "GET /v1/conversions?order_id=" + order + "&program_id="
                        + demo.path("program_id").asText() + " HTTP/1.1",
                "Authorization: Bearer " + demo.path("merchant").path("api_key").asText());
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return Project.parse(reply.body())
                .path("data")
                .valueStream()
                .map(one -> one.path("event").asText() + " "
                        + one.path("amount").path("amount").asText() + " "
                        + one.path("amount").path("currency").asText())
                .toList();
    }

    private static String statuses(String printed) {
        return String.join(
                " ",
                Pattern.compile("HTTP/1[.]1 ([0-9]{3})")
                        .matcher(printed)
                        .results()
                        .map(found -> found.group(1))
                        .toList());
    }

    private static String block(String page, String language) {
        return Pattern.compile("(?ms)^" + FENCE + language + "\\n(.*?)^" + FENCE + "$")
                .matcher(Project.text("docs/integrations/" + page + ".md"))
                .results()
                .map(MatchResult::group)
                .map(block -> block.replaceAll("(?m)^" + FENCE + ".*\\n?", ""))
                .reduce("", String::concat);
    }
}
