package dev.tributary.domain.dispute;

import dev.tributary.domain.stored.Versioned;

/// What a call, or time, changes of disputes; as a `Change`, new or as it was read.
public sealed interface DisputeChange {
    /// @param open with it
    record Opened(Dispute dispute, OpenDisputes open) implements DisputeChange {}

    /// It still stands.
    record Escalated(Versioned<Dispute> dispute) implements DisputeChange {}

    /// Ruled or withdrawn.
    /// @param open without it
    record Ended(Versioned<Dispute> dispute, OpenDisputes open) implements DisputeChange {}
}
