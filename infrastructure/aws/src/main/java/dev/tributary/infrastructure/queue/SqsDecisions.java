package dev.tributary.infrastructure.queue;

import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.message.DecisionQueue;
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

/// The queue [conversions], for what people decided about money. Someone waits for the answer, and
/// what is not sent is sent by the sweep: so it is given up on early.
public final class SqsDecisions implements DecisionQueue {
    private static final Duration ATTEMPT = Duration.ofSeconds(3);
    private static final Duration CALL = Duration.ofSeconds(8);

    private final SqsSender sender;

    public SqsDecisions(Environment environment) {
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
    public void send(List<Adjustment> decisions) {
        try {
            sender.send(decisions.stream().map(DecisionMessages::write).toList());
        } catch (SdkException | SqsSender.NotSentException failed) {
            throw new UnavailableException("queue of conversions", failed);
        }
    }
}
