package dev.tributary.infrastructure.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.payout.PayoutSwitch;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.edge.SignedCalls;
import dev.tributary.infrastructure.files.S3PayoutFiles;
import dev.tributary.infrastructure.secrets.SsmPayoutSwitch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The template's bucket and switch on the machine, and the operator's command for the switch.
final class PayoutsTest {
    @TempDir
    Path temporary = Path.of("");

    @Test
    void bucketAndParameterOfTheTemplate_areServed() throws Exception {
        try (LocalMachine machine = LocalMachine.start(MachineOptions.inMemory(template("open")))) {
            Environment environment = machine.environmentOf("Worker");
            assertThat(environment.variable("BUCKET_ARN")).isEqualTo("arn:aws:s3:::added-dev-000000000000");
            assertThat(environment.variable("PAYOUT_SWITCH_PARAMETER")).isEqualTo("/added/dev/payouts");

            new S3PayoutFiles(environment).put("payouts/run_1-1.csv", new byte[] {'x'});
            assertThat(machine.filesFolder().resolve("added-dev-000000000000/payouts/run_1-1.csv"))
                    .hasContent("x");
            assertThat(machine.filesEndpoint()).hasToString(environment.variable("AWS_ENDPOINT_URL_S3"));
            assertThat(payoutSwitch(machine).isFrozen()).isFalse();
        }
    }

    @Test
    void whatTheTemplateSays_countsAtTheFirstStartOnly() throws Exception {
        Path data = temporary.resolve("data");
        MachineOptions options = MachineOptions.inMemory(template("frozen")).withData(data);
        try (LocalMachine machine = LocalMachine.start(options)) {
            assertThat(payoutSwitch(machine).isFrozen()).isTrue();
            Running.write(data, machine);
            assertThat(payouts("open")).isEqualTo("0 Payouts are open.");
        }
        try (LocalMachine machine = LocalMachine.start(options)) {
            assertThat(payoutSwitch(machine).isFrozen()).isFalse();
        }
    }

    @Test
    void command_setsTheSwitchOfTheMachineThatRuns() throws Exception {
        assertThat(payouts("freeze")).startsWith("2 tributary: no machine runs on ");
        Path data = temporary.resolve("data");
        try (LocalMachine machine = LocalMachine.start(MachineOptions.inMemory(template("open")))) {
            Running.write(data, machine);
            assertThat(payouts("status")).isEqualTo("0 Payouts are open.");
            assertThat(payouts("freeze")).isEqualTo("0 Payouts are frozen.");
            assertThat(payoutSwitch(machine).isFrozen()).isTrue();
            assertThat(payouts("freeze")).isEqualTo("0 Payouts are frozen.");
            assertThat(payouts("status")).isEqualTo("0 Payouts are frozen.");
            assertThat(payouts("open")).isEqualTo("0 Payouts are open.");
            assertThat(payoutSwitch(machine).isFrozen()).isFalse();
            assertThat(payouts("thaw")).as("picocli says why").startsWith("2 tributary: Invalid value");
        }
        // A killed machine leaves running.json: here it was not removed either.
        assertThat(payouts("status"))
                .startsWith("2 tributary: the platform on ")
                .endsWith("is it running?");
    }

    @Test
    void withoutASwitch_theCommandSaysSo() throws Exception {
        Path plain = Path.of("src/test/resources/small.yaml");
        try (LocalMachine machine = LocalMachine.start(MachineOptions.inMemory(plain))) {
            Running.write(temporary.resolve("data"), machine);
            assertThat(payouts("freeze")).startsWith("2 tributary: ").endsWith("has no payout switch");
        }
    }

    /// A copy of the template with another bucket and another parameter than any we know.
    private Path template(String value) throws IOException {
        String text = Files.readString(Path.of("src/test/resources/small.yaml"))
                        .replace("          CLICKS_QUEUE_URL: !Ref Work\n", """
                                      CLICKS_QUEUE_URL: !Ref Work
                                      PAYOUT_FILES_BUCKET: !Ref Added
                                      BUCKET_ARN: !GetAtt Added.Arn
                                      PAYOUT_SWITCH_PARAMETER: !Ref AddedSwitch
                            """)
                + """
                  Added:
                    Type: AWS::S3::Bucket
                    Properties: {BucketName: !Sub "added-${Stage}-${AWS::AccountId}"}
                  AddedSwitch:
                    Type: AWS::SSM::Parameter
                    Properties: {Name: !Sub "/added/${Stage}/payouts", Type: String, Value: %s}
                """.formatted(value);
        return Files.writeString(temporary.resolve("template.yaml"), text);
    }

    private static PayoutSwitch payoutSwitch(LocalMachine machine) {
        Environment environment = machine.environmentOf("Worker");
        return new SsmPayoutSwitch(new SignedCalls(environment), environment);
    }

    /// The exit code and the last line printed.
    private String payouts(String wish) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream captured = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        System.setOut(captured);
        System.setErr(captured);
        int code;
        try {
            code = Main.commandLine(folder -> FirstStart.NOTHING)
                    .execute(
                            "payouts", wish, "--data", temporary.resolve("data").toString());
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        List<String> lines =
                new ArrayList<>(bytes.toString(StandardCharsets.UTF_8).lines().toList());
        lines.removeIf(line -> !line.startsWith("Payouts are ") && !line.startsWith("tributary: "));
        return code + " " + String.join("", lines);
    }
}
