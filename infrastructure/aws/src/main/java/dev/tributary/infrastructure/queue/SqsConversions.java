package dev.tributary.infrastructure.queue;

import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.message.ConversionQueue;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.infrastructure.edge.Credentials;
import dev.tributary.infrastructure.edge.Environment;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/// The queue [conversions], for a caller who waits: it is given up on long before the front door
/// gives up on us, so that the caller hears 503 and not nothing.
public final class SqsConversions implements ConversionQueue {
    private static final Duration ATTEMPT = Duration.ofSeconds(3);
    private static final Duration CALL = Duration.ofSeconds(8);

    private final SqsSender sender;

    public SqsConversions(Environment environment) {
        SqsClientBuilder client = SqsClient.builder()
                .region(Region.of(environment.region()))
                .credentialsProvider(Credentials.of(environment))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(
                        limits -> limits.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(CALL));
        environment.endpointOverride("sqs").ifPresent(client::endpointOverride);
        sender = new SqsSender(client.build(), environment.variable("CONVERSIONS_QUEUE_URL"));
    }

    @Override
    public void send(Postback postback) {
        String body = ConversionMessages.write(postback);
        try {
            sender.send(List.of(body));
        } catch (SdkException | SqsSender.NotSentException failed) {
            throw new UnavailableException("queue of conversions", failed);
        }
    }
}
