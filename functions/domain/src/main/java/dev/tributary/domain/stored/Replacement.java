package dev.tributary.domain.stored;

/// What became of a change to a value that was read before.
public sealed interface Replacement {
    record Replaced() implements Replacement {}

    /// Somebody changed or removed it since: read again, decide again.
    record Stale() implements Replacement {}
}
