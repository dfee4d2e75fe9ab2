package dev.tributary.infrastructure.local.life;

/// What goes wrong in a life.
enum Fault {
    /// At the table: the function dies before a call, or after its commit.
    CRASH_BEFORE,
    CRASH_AFTER,
    /// The call throws, though nothing, or everything, was written.
    THROTTLED,
    REPLY_LOST,
    /// Between two calls of one function another one runs from start to end.
    INTERLEAVED_ROLL_UP,
    INTERLEAVED_CLICKS,
    /// At the queue.
    DUPLICATED,
    REORDERED,
    REDRIVEN,
    POISONED,
    /// After the hour was merged; after the slice was closed.
    LATE,
    TOO_LATE
}
