package dev.tributary.infrastructure.queue;

import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.message.DecisionQueue;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.infrastructure.edge.Environment;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;

/// The queue [conversions], for what people decided about money. Someone waits for the answer, and
/// what is not sent is sent by the sweep: so it is given up on early.
public final class SqsDecisions implements DecisionQueue {
    private final SqsSender sender;

    public SqsDecisions(Environment environment) {
        sender = SqsSender.impatient(environment, environment.variable("CONVERSIONS_QUEUE_URL"));
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
