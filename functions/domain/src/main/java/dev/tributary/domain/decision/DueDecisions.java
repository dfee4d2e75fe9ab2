package dev.tributary.domain.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Finds decisions that are recorded and not posted: the message about them may never have been sent.
@FunctionalInterface
public interface DueDecisions {
    /// After so long one is sent again, and each minute from then on.
    Duration PATIENCE = Duration.ofSeconds(60);

    /// One page of the decisions that wait since then.
    /// @param from the position that the page before named
    Found due(Instant now, Optional<String> from);

    /// @param decisions those of the page that still wait
    /// @param next the position of the next page; empty after the last
    record Found(List<Adjustment> decisions, Optional<String> next) {
        public Found {
            decisions = List.copyOf(decisions);
        }
    }
}
