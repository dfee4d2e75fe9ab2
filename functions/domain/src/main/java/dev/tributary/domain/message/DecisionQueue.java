package dev.tributary.domain.message;

import dev.tributary.domain.decision.Adjustment;
import java.util.List;

/// Where decisions about money are sent, to be posted.
@FunctionalInterface
public interface DecisionQueue {
    /// Returns when each of them is durable; a failure may have sent some.
    /// @throws dev.tributary.domain.stored.UnavailableException when one may not be
    void send(List<Adjustment> decisions);
}
