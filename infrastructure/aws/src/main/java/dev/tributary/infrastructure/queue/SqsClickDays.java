package dev.tributary.infrastructure.queue;

import dev.tributary.domain.click.ClicksClosed;
import dev.tributary.domain.message.ClickDayQueue;
import dev.tributary.infrastructure.edge.Environment;
import java.util.List;

/// The queue [conversions], for the clicks of closed days.
public final class SqsClickDays implements ClickDayQueue {
    private final SqsSender sender;

    public SqsClickDays(Environment environment) {
        sender = SqsSender.of(environment, environment.variable("CONVERSIONS_QUEUE_URL"));
    }

    @Override
    public void send(List<ClicksClosed> closed) {
        sender.send(closed.stream().map(ClicksClosedMessages::write).toList());
    }
}
