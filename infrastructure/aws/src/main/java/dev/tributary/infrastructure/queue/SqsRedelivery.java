package dev.tributary.infrastructure.queue;

import dev.tributary.domain.message.Redelivery;
import dev.tributary.infrastructure.edge.Credentials;
import dev.tributary.infrastructure.edge.Environment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;

/// Sets the visibility of messages of one queue, in batches of 10. A message that is gone, or whose
/// receipt is too old, stays as it is: it comes back by the queue's own timeout, or not at all.
public final class SqsRedelivery implements Redelivery {
    private static final int MAX_MESSAGES = 10;

    private final SqsClient client;
    private final String queueUrl;

    private SqsRedelivery(SqsClient client, String queueUrl) {
        this.client = client;
        this.queueUrl = queueUrl;
    }

    public static SqsRedelivery of(Environment environment, String queueUrl) {
        SqsClientBuilder client = SqsClient.builder()
                .region(Region.of(environment.region()))
                .credentialsProvider(Credentials.of(environment))
                .httpClientBuilder(UrlConnectionHttpClient.builder());
        environment.endpointOverride("sqs").ifPresent(client::endpointOverride);
        return new SqsRedelivery(client.build(), queueUrl);
    }

    @Override
    public void delay(Map<String, Duration> delays) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
        delays.forEach((handle, delay) -> {
            entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .receiptHandle(handle)
                    .visibilityTimeout(Math.toIntExact(delay.toSeconds()))
                    .build());
            if (entries.size() == MAX_MESSAGES) {
                change(entries);
            }
        });
        if (!entries.isEmpty()) {
            change(entries);
        }
    }

    private void change(List<ChangeMessageVisibilityBatchRequestEntry> entries) {
        List<ChangeMessageVisibilityBatchRequestEntry> batch = List.copyOf(entries);
        entries.clear();
        client.changeMessageVisibilityBatch(change -> change.queueUrl(queueUrl).entries(batch));
    }
}
