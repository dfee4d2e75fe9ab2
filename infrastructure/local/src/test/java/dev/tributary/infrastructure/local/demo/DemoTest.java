package dev.tributary.infrastructure.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.local.LocalMachine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The demo in small, and what it says when something is wrong in the table.
class DemoTest {
    private static final String[] SMALL = {"--clicks", "200", "--affiliates", "8", "--orders", "30", "--seed", "7"};

    @Test
    @Timeout(240)
    void demo_livesAndHolds() {
        Said said = run(new Demo(), SMALL);

        assertThat(said.code()).as(said.text()).isZero();
        assertThat(said.text())
                .contains("Statement of Affiliate ")
                .contains("sum to the closing balance, which is what the API says")
                .contains("One commission, explained")
                .contains("10 % of ")
                .contains("a million clicks")
                .contains("a million conversions")
                .contains("clicks answered, over 32 connections")
                .contains("Everything holds.")
                .doesNotContain("broken")
                // Plain lines where nobody looks.
                .doesNotContain("\r")
                .doesNotContain("\u001b");
    }

    @Test
    @Timeout(240)
    void accountThatWasTamperedWith_isFound() {
        Said said = run(new Demo(DemoTest::addACent), SMALL);

        assertThat(said.code()).as(said.text()).isEqualTo(1);
        assertThat(said.text())
                .containsPattern(" 4 balances equal .*: broken: A#")
                .containsPattern("18 the ledger replayed .*: broken: A#")
                .contains("NOT everything holds.");
    }

    @ParameterizedTest
    @CsvSource({
        "--affiliates, 6",
        "--affiliates, 101",
        "--clicks, 159",
        "--orders, 19",
        "--template, nowhere.yaml",
    })
    void sizeThatMakesNoLife_isRefused(String option, String value) {
        Said said = run(new Demo(), option, value);

        assertThat(said.code()).isNotZero();
    }

    /// Into Available of the first account, past the ledger.
    private static void addACent(LocalMachine machine) {
        String table = machine.environmentOf("ApiFunction").variable("TABLE_NAME");
        Map<String, AttributeValue> account = new HashMap<>(machine.dynamo()
                .scanPaginator(scan -> scan.tableName(table)
                        .filterExpression("begins_with(pk, :accounts) AND sk = :sole")
                        .expressionAttributeValues(Map.of(
                                ":accounts", AttributeValue.fromS(Keys.ACCOUNTS),
                                ":sole", AttributeValue.fromS(Keys.SOLE))))
                .items()
                .iterator()
                .next());
        account.computeIfPresent(
                "available", (name, minor) -> AttributeValue.fromN(Long.toString(Long.parseLong(minor.n()) + 1)));
        machine.dynamo().putItem(put -> put.tableName(table).item(account));
    }

    private record Said(int code, String text) {}

    private static Said run(Demo demo, String... options) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            List<String> all = new java.util.ArrayList<>(List.of(options));
            if (!all.contains("--template")) {
                all.addAll(List.of("--template", template().toString()));
            }
            int code = new CommandLine(demo).execute(all.toArray(String[]::new));
            return new Said(code, bytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
        }
    }

    private static Path template() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("template.yaml"))) {
            folder = Objects.requireNonNull(folder.getParent(), "template.yaml is in no folder above");
        }
        return folder.resolve("template.yaml");
    }
}
