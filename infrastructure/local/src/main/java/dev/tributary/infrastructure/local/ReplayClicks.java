package dev.tributary.infrastructure.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.domain.click.Click;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.edge.ClickMessages;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.edge.FallbackLog;
import dev.tributary.infrastructure.edge.KeyRings;
import dev.tributary.infrastructure.edge.SignedCalls;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tributary replay-clicks FILE`: sends the clicks of a fallback log through the queue again. A
/// click is counted once, however often it is sent.
@Command(
        name = "replay-clicks",
        description = "Sends the clicks of a log that were written down while the queue was down.",
        mixinStandardHelpOptions = true)
final class ReplayClicks implements Callable<Integer> {
    /// As many as ClickSender puts into one message.
    private static final int MAX_CLICKS = 150;

    private static final int MAX_SHOWN = 20;

    @Parameters(paramLabel = "FILE", description = "The log; lines that hold no click are passed over.")
    private Path file = Path.of("");

    @Option(
            names = "--data",
            defaultValue = ".tributary",
            description = "Data folder of the running machine (default: .tributary). Not asked where"
                    + " CLICKS_QUEUE_URL and KEY_RING_SECRET are set: then it is AWS's queue.")
    private Path data = Path.of(".tributary");

    private final Environment process;
    private final List<Click> batch = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private int sent;
    private int passedOver;

    ReplayClicks(Environment process) {
        this.process = process;
    }

    /// @return 0 when every click was sent, 1 when some were refused
    @Override
    public Integer call() throws IOException {
        boolean aws = process.optional("CLICKS_QUEUE_URL").isPresent();
        Environment environment = aws ? process : Running.read(data);
        try (SignedCalls calls = new SignedCalls(environment)) {
            KeyRing keys = ring(calls, environment);
            Sender sender = new Sender(calls, environment.variable("CLICKS_QUEUE_URL"));
            readLines(keys, sender);
            sender.send(batch);
        }
        System.out.printf("%d sent, %d passed over, %d refused%n", sent, passedOver, refused.size());
        refused.stream().limit(MAX_SHOWN).forEach(System.out::println);
        if (refused.size() > MAX_SHOWN) {
            System.out.println("and " + (refused.size() - MAX_SHOWN) + " more");
        }
        return refused.isEmpty() ? 0 : 1;
    }

    private static KeyRing ring(SignedCalls calls, Environment environment) {
        try {
            return new KeyRings(calls, environment).ring();
        } catch (IOException e) {
            throw new StartFailure("the key ring cannot be read: " + e.getMessage(), e);
        }
    }

    private void readLines(KeyRing keys, Sender sender) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                take(line, number, keys);
                if (batch.size() == MAX_CLICKS) {
                    sender.send(batch);
                    batch.clear();
                }
            }
        } catch (MalformedInputException e) {
            throw new StartFailure(file + " is not UTF-8; " + sent + " clicks were sent before that place", e);
        } catch (IOException e) {
            throw new StartFailure(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void take(String line, int number, KeyRing keys) {
        try {
            Optional<Click> click = FallbackLog.read(line, keys);
            if (click.isPresent()) {
                batch.add(click.get());
            } else {
                passedOver++;
            }
        } catch (IOException e) {
            refused.add("line " + number + ": "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private final class Sender {
        private static final ObjectMapper JSON = new ObjectMapper();
        private final SignedCalls calls;
        private final String queueUrl;

        private Sender(SignedCalls calls, String queueUrl) {
            this.calls = calls;
            this.queueUrl = queueUrl;
        }

        private void send(List<Click> clicks) {
            if (clicks.isEmpty()) {
                return;
            }
            try {
                calls.call(
                        SignedCalls.Service.SQS,
                        "AmazonSQS.SendMessage",
                        JSON.writeValueAsString(
                                Map.of("QueueUrl", queueUrl, "MessageBody", ClickMessages.write(clicks))));
            } catch (IOException e) {
                throw new StartFailure(
                        "the queue does not answer: " + sent + " clicks were sent; run this again when it does,"
                                + " none is counted twice (" + e.getMessage() + ")",
                        e);
            }
            sent += clicks.size();
        }
    }
}
