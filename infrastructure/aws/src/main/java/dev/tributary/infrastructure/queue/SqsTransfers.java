package dev.tributary.infrastructure.queue;

import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.message.TransferQueue;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.infrastructure.edge.Environment;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;

/// The queue [transfers].
public final class SqsTransfers implements TransferQueue {
    private static final String QUEUE = "TRANSFERS_QUEUE_URL";

    private final SqsSender sender;

    public SqsTransfers(Environment environment) {
        this(SqsSender.of(environment, environment.variable(QUEUE)));
    }

    private SqsTransfers(SqsSender sender) {
        this.sender = sender;
    }

    /// For the API, whose callers wait.
    public static SqsTransfers impatient(Environment environment) {
        return new SqsTransfers(SqsSender.impatient(environment, environment.variable(QUEUE)));
    }

    /// @throws UnavailableException when some were not taken
    @Override
    public void send(List<Transfer> transfers) {
        try {
            sender.send(transfers.stream().map(TransferMessages::write).toList());
        } catch (SdkException | SqsSender.NotSentException failed) {
            throw new UnavailableException("queue of transfers", failed);
        }
    }
}
