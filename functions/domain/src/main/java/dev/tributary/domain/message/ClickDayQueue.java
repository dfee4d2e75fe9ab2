package dev.tributary.domain.message;

import dev.tributary.domain.click.ClicksClosed;
import java.util.List;

/// Where the clicks of closed days are sent to be posted.
@FunctionalInterface
public interface ClickDayQueue {
    /// Returns when each of them is durable; a failure may have sent some.
    void send(List<ClicksClosed> closed);
}
