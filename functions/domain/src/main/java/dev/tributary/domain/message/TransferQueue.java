package dev.tributary.domain.message;

import java.util.List;

/// Where work on money that is on its way is sent.
@FunctionalInterface
public interface TransferQueue {
    /// Returns when each of them is durable; a failure may have sent some.
    void send(List<Transfer> transfers);
}
