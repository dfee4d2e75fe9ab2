package dev.tributary.postback;

import dev.tributary.domain.postback.EventTimes;
import dev.tributary.infrastructure.lambda.FieldReader;
import java.time.Instant;
import java.util.Optional;

/// When a call says that it happened, against its arrival.
final class CallTimes {
    private final FieldReader call;
    private final Instant arrival;

    CallTimes(FieldReader call, Instant arrival) {
        this.call = call;
        this.arrival = arrival;
    }

    /// Empty when it does not say: then the arrival counts.
    Optional<Instant> occurredAt() {
        Optional<Instant> stated = call.time("occurred_at");
        stated.flatMap(time -> EventTimes.fault(time, arrival))
                .ifPresent(code ->
                        call.fault("occurred_at", code, "The time is more than 300 seconds ahead, or 100 days ago."));
        return stated;
    }
}
