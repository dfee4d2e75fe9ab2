package dev.tributary.infrastructure.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.payout.PayoutFiles;
import dev.tributary.infrastructure.files.S3PayoutFiles;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/// Processes that end: by SIGKILL under load, and by a signal that asks.
final class KillTest {
    private static final Path TEMPLATE = Path.of("src/test/resources/small.yaml");

    @TempDir
    Path temporary = Path.of("");

    /// Sends to a queue that no function reads, from eight threads, and prints what was confirmed.
    static final class Sender {
        public static void main(String[] arguments) {
            LocalMachine machine =
                    LocalMachine.start(MachineOptions.inMemory(TEMPLATE).withData(Path.of(arguments[0])));
            SqsClient sqs = machine.sqs();
            String queue = machine.queueUrl("WorkDead");
            try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
                for (int thread = 0; thread < 8; thread++) {
                    String prefix = "t" + thread + "-";
                    threads.execute(() -> {
                        for (int i = 0; i < 1_000_000; i++) {
                            String body = prefix + i;
                            sqs.sendMessage(request -> request.queueUrl(queue).messageBody(body));
                            synchronized (System.out) {
                                System.out.println("confirmed " + body);
                            }
                        }
                    });
                }
            }
        }
    }

    @Test
    void confirmedMessages_surviveSigkill() throws Exception {
        Path data = temporary.resolve("data");
        Set<String> confirmed = new HashSet<>();
        Process sender = java(Sender.class.getName(), data.toString());
        try (BufferedReader lines = sender.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("confirmed ")) {
                    confirmed.add(line.substring(10));
                }
                if (confirmed.size() == 1_000) {
                    // Through the handle: Process itself would close the stream that we read.
                    sender.toHandle().destroyForcibly();
                }
            }
        } finally {
            sender.destroyForcibly();
        }
        assertThat(confirmed).hasSizeGreaterThanOrEqualTo(1_000);
        Set<String> kept = new HashSet<>();
        try (LocalMachine machine =
                LocalMachine.start(MachineOptions.inMemory(TEMPLATE).withData(data))) {
            List<Message> batch;
            do {
                batch = machine.sqs()
                        .receiveMessage(request ->
                                request.queueUrl(machine.queueUrl("WorkDead")).maxNumberOfMessages(10))
                        .messages();
                batch.forEach(message -> kept.add(message.body()));
            } while (!batch.isEmpty());
        }
        assertThat(kept).containsAll(confirmed);
    }

    /// Puts files of 10 KB one after another and prints what was confirmed.
    static final class Filer {
        public static void main(String[] arguments) {
            LocalMachine machine = LocalMachine.start(
                    MachineOptions.inMemory(Path.of(arguments[1])).withData(Path.of(arguments[0])));
            S3PayoutFiles files = new S3PayoutFiles(machine.environmentOf("Echo"));
            for (int i = 0; i < 1_000_000; i++) {
                files.put("payouts/" + i % 7 + "/" + i + ".csv", content(i));
                System.out.println("confirmed " + i);
            }
        }

        static byte[] content(int i) {
            return ("line of file " + i + "\n").repeat(500).getBytes(StandardCharsets.UTF_8);
        }
    }

    @Test
    void confirmedFiles_surviveSigkill_wholeAndUnderTheirNames() throws Exception {
        Path data = temporary.resolve("data");
        Path template = Files.writeString(
                temporary.resolve("template.yaml"),
                Files.readString(TEMPLATE)
                                .replace(
                                        "          SECRET: ",
                                        "          PAYOUT_FILES_BUCKET: !Ref Files\n          SECRET: ")
                        + "  Files: {Type: AWS::S3::Bucket}\n");
        int confirmed = 0;
        Process filer = java(Filer.class.getName(), data.toString(), template.toString());
        try (BufferedReader lines = filer.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                confirmed += line.startsWith("confirmed ") ? 1 : 0;
                if (confirmed == 200) {
                    filer.toHandle().destroyForcibly();
                }
            }
        } finally {
            filer.destroyForcibly();
        }
        assertThat(confirmed).isGreaterThanOrEqualTo(200);
        try (LocalMachine machine =
                LocalMachine.start(MachineOptions.inMemory(template).withData(data))) {
            S3PayoutFiles files = new S3PayoutFiles(machine.environmentOf("Echo"));
            for (int i = 0; i < confirmed; i++) {
                assertThat(files.put("payouts/" + i % 7 + "/" + i + ".csv", Filer.content(i)))
                        .isEqualTo(new PayoutFiles.Put.AlreadyThere());
            }
        }
    }

    @Test
    void signalThatAsks_stopsCleanly() throws Exception {
        Process up = java(
                Main.class.getName(),
                "up",
                "--no-demo",
                "--port",
                "0",
                "--template",
                TEMPLATE.toString(),
                "--data",
                temporary.resolve("data").toString());
        boolean asked = false;
        try (BufferedReader lines = up.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("Ctrl-C")) {
                    up.toHandle().destroy();
                    asked = true;
                }
                if (line.equals("Stopped.")) {
                    assertThat(asked).as("it had started").isTrue();
                    assertThat(up.waitFor(30, TimeUnit.SECONDS)).isTrue();
                    return;
                }
                assertThat(line).as("no noise").matches("Ready in .*|  .*");
            }
            throw new AssertionError("it ended without saying so");
        } finally {
            up.destroyForcibly();
        }
    }

    private static Process java(String... command) throws java.io.IOException {
        List<String> all = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        all.addAll(List.of(command));
        return new ProcessBuilder(all)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
