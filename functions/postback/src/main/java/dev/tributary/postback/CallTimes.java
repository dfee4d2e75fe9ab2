package dev.tributary.postback;

import dev.tributary.infrastructure.lambda.FieldReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When a call says that it happened, against its arrival.
final class CallTimes {
    private static final Duration SKEW = Duration.ofSeconds(300);
    private static final Duration OLDEST = Duration.ofDays(100);

    private final FieldReader call;
    private final Instant arrival;

    CallTimes(FieldReader call, Instant arrival) {
        this.call = call;
        this.arrival = arrival;
    }

    /// Empty when it does not say: then the arrival counts.
    Optional<Instant> occurredAt() {
        Optional<Instant> stated = call.time("occurred_at");
        if (stated.filter(time -> time.isAfter(arrival.plus(SKEW))).isPresent()) {
            call.fault("occurred_at", "in_the_future", "The time is more than 300 seconds ahead.");
        }
        if (stated.filter(time -> time.isBefore(arrival.minus(OLDEST))).isPresent()) {
            call.fault("occurred_at", "too_old", "The time is more than 100 days ago.");
        }
        return stated;
    }
}
