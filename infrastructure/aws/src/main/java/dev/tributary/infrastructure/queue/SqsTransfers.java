package dev.tributary.infrastructure.queue;

import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.message.TransferQueue;
import dev.tributary.infrastructure.edge.Environment;
import java.util.List;

/// The queue [transfers].
public final class SqsTransfers implements TransferQueue {
    private final SqsSender sender;

    public SqsTransfers(Environment environment) {
        sender = SqsSender.of(environment, environment.variable("TRANSFERS_QUEUE_URL"));
    }

    @Override
    public void send(List<Transfer> transfers) {
        sender.send(transfers.stream().map(TransferMessages::write).toList());
    }
}
