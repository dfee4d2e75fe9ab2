package dev.tributary.postback;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Times of arrival in microseconds, no two alike: receipt and arrival together tell two calls with
/// one content from one call that was delivered twice.
final class Arrivals {
    private static final Duration AHEAD = Duration.ofSeconds(1);

    private final Clock clock;
    private final AtomicReference<Instant> last = new AtomicReference<>(Instant.EPOCH);

    Arrivals(Clock clock) {
        this.clock = clock;
    }

    Instant next() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        // A clock that was set back must not hold arrivals in the future.
        return last.updateAndGet(before ->
                before.isBefore(now) || before.isAfter(now.plus(AHEAD)) ? now : before.plus(1, ChronoUnit.MICROS));
    }
}
