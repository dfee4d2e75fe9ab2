package dev.tributary.infrastructure.queue;

import dev.tributary.domain.message.DueQueue;
import dev.tributary.domain.message.OrdersDue;
import dev.tributary.infrastructure.edge.Environment;
import java.util.List;

/// The queue [conversions], for what is due of orders.
public final class SqsDue implements DueQueue {
    private final SqsSender sender;

    public SqsDue(Environment environment) {
        sender = SqsSender.of(environment, environment.variable("CONVERSIONS_QUEUE_URL"));
    }

    @Override
    public void send(List<OrdersDue> due) {
        sender.send(due.stream().map(OrdersDueMessages::write).toList());
    }
}
