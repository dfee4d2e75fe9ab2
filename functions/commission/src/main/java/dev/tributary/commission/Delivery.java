package dev.tributary.commission;

import dev.tributary.infrastructure.lambda.SqsBatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// One batch of messages, with what it needs to know, and until when work for it is begun.
///
/// @param subIds what was looked for in it
/// @param tidings what is to be told of it in the end
/// @param end shared by everything in the batch: what is not done by then goes back to the queue, and is
///     done from where it stands. A function that is stopped in the middle hands nothing back
record Delivery(Facts facts, SubIds subIds, SqsBatch batch, Tidings tidings, Instant end) {
    /// A third of what the function may take: the last chunk, and the first look at each message that
    /// is left, come after it.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static Delivery of(Facts facts, SubIds subIds, SqsBatch batch, Clock clock) {
        return new Delivery(facts, subIds, batch, new Tidings(), clock.instant().plus(PATIENCE));
    }

    boolean isOver(Clock clock) {
        return clock.instant().isAfter(end);
    }
}
