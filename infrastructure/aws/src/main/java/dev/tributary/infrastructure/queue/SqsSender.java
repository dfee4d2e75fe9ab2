package dev.tributary.infrastructure.queue;

import dev.tributary.infrastructure.edge.Credentials;
import dev.tributary.infrastructure.edge.Environment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/// Sends to one queue, in batches of at most 10 messages and 256 KB.
public final class SqsSender {
    private static final int MAX_MESSAGES = 10;
    private static final int MAX_BYTES = 256 * 1024;
    private static final Duration ATTEMPT = Duration.ofSeconds(3);
    private static final Duration CALL = Duration.ofSeconds(8);

    private final SqsClient client;
    private final String queueUrl;

    public SqsSender(SqsClient client, String queueUrl) {
        this.client = client;
        this.queueUrl = queueUrl;
    }

    public static SqsSender of(Environment environment, String queueUrl) {
        SqsClientBuilder client = SqsClient.builder()
                .region(Region.of(environment.region()))
                .credentialsProvider(Credentials.of(environment))
                .httpClientBuilder(UrlConnectionHttpClient.builder());
        environment.endpointOverride("sqs").ifPresent(client::endpointOverride);
        return new SqsSender(client.build(), queueUrl);
    }

    /// For a call whose answer somebody waits for: given up on early.
    public static SqsSender impatient(Environment environment, String queueUrl) {
        SqsClientBuilder client = SqsClient.builder()
                .region(Region.of(environment.region()))
                .credentialsProvider(Credentials.of(environment))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(
                        limits -> limits.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(CALL));
        environment.endpointOverride("sqs").ifPresent(client::endpointOverride);
        return new SqsSender(client.build(), queueUrl);
    }

    /// Returns when all are durable.
    /// @throws NotSentException when some were refused; the others may have been sent
    public void send(List<String> bodies) {
        List<String> batch = new ArrayList<>();
        int bytes = 0;
        for (String body : bodies) {
            int length = body.getBytes(StandardCharsets.UTF_8).length;
            if (batch.size() == MAX_MESSAGES || (!batch.isEmpty() && bytes + length > MAX_BYTES)) {
                sendBatch(batch);
                batch.clear();
                bytes = 0;
            }
            batch.add(body);
            bytes += length;
        }
        if (!batch.isEmpty()) {
            sendBatch(batch);
        }
    }

    private void sendBatch(List<String> bodies) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (String body : bodies) {
            entries.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .messageBody(body)
                    .build());
        }
        // A batch is answered with 200 also when some of its messages were refused.
        SendMessageBatchResponse reply =
                client.sendMessageBatch(send -> send.queueUrl(queueUrl).entries(entries));
        if (reply.successful().size() != entries.size()) {
            String codes = reply.failed().stream()
                    .map(entry -> entry.id() + " " + entry.code())
                    .toList()
                    .toString();
            throw new NotSentException(entries.size() - reply.successful().size(), codes);
        }
    }

    /// Some messages of a batch were not taken.
    public static final class NotSentException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotSentException(int count, String codes) {
            super(count + " messages were not sent: " + codes);
        }
    }
}
