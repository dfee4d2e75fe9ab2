package dev.tributary.domain.message;

import dev.tributary.domain.conversion.Postback;

/// Where accepted calls are sent.
@FunctionalInterface
public interface ConversionQueue {
    /// Returns when the message is durable.
    /// @throws dev.tributary.domain.stored.UnavailableException when it may not be
    void send(Postback postback);
}
