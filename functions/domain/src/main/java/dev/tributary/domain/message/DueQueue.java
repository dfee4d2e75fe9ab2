package dev.tributary.domain.message;

import java.util.List;

/// Where what is due is sent.
@FunctionalInterface
public interface DueQueue {
    /// Returns when each of them is durable; a failure may have sent some.
    void send(List<OrdersDue> due);
}
