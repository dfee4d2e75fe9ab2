package dev.tributary.infrastructure.local.life;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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
    INTERLEAVED_ORDERS,
    /// Between two calls of a job, a schedule or the API, schedules fire and their jobs run.
    INTERLEAVED_JOBS,
    /// Another transaction has the item in its hands.
    CONFLICT,
    /// At the queue.
    DUPLICATED,
    REORDERED,
    REDRIVEN,
    POISONED,
    /// Some of a batch failed, and some did not.
    PARTIAL,
    /// The function's clock is not the edge's.
    CLOCK_SKEW,
    /// A refund was handled before its sale.
    EARLY,
    /// At the edge: it could not read, it died, the queue took nothing, or took it and nobody heard.
    EDGE_READ_FAILED,
    EDGE_CRASHED,
    SEND_FAILED,
    SEND_UNANSWERED,
    /// The API did not answer, and was called again under the same key.
    API_FAILED,
    /// A call was refused, and left nothing behind.
    REFUSED,
    /// What was in the dead-letter queue went back when its cause was mended.
    MENDED,
    /// After the hour was merged; after the slice was closed.
    LATE,
    TOO_LATE;

    private static final Set<Fault> ORDERS_ONLY = EnumSet.of(
            INTERLEAVED_ORDERS,
            INTERLEAVED_JOBS,
            API_FAILED,
            CONFLICT,
            CLOCK_SKEW,
            EARLY,
            EDGE_READ_FAILED,
            EDGE_CRASHED,
            SEND_FAILED,
            SEND_UNANSWERED,
            REFUSED,
            MENDED);
    private static final Set<Fault> CLICKS_ONLY = EnumSet.of(INTERLEAVED_ROLL_UP, INTERLEAVED_CLICKS, LATE, TOO_LATE);

    static final Set<Fault> OF_CLICKS = Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.copyOf(ORDERS_ONLY)));
    static final Set<Fault> OF_ORDERS = Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.copyOf(CLICKS_ONLY)));

    /// What a call of the table about orders meets.
    static final List<Fault> AT_THE_TABLE =
            List.of(CRASH_BEFORE, CRASH_AFTER, THROTTLED, REPLY_LOST, CONFLICT, INTERLEAVED_ORDERS);
}
