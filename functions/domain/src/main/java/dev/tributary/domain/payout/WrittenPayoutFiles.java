package dev.tributary.domain.payout;

import java.util.Optional;

/// Payout files that stand there: all that whoever hands them out asks of their bucket.
@FunctionalInterface
public interface WrittenPayoutFiles {
    /// The bytes that stand under a name; empty where nothing does.
    /// @throws dev.tributary.domain.stored.UnavailableException when that cannot be read
    Optional<byte[]> get(String name);
}
