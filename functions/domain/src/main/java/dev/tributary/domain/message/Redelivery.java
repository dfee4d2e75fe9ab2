package dev.tributary.domain.message;

import java.time.Duration;
import java.util.Map;

/// When messages that were not acknowledged come back.
@FunctionalInterface
public interface Redelivery {
    /// @param delays how long each stays hidden, by its receipt handle, from 0 s to 12 h
    void delay(Map<String, Duration> delays);
}
