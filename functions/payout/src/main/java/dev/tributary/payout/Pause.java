package dev.tributary.payout;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/// Waits before another try at what somebody else was writing, for a random time that doubles.
@FunctionalInterface
interface Pause {
    int TRIES = 5;
    int FIRST_MILLIS = 20;

    /// @param attempt 2 to `TRIES`
    void before(int attempt);

    static Pause random(RandomGenerator random) {
        return attempt -> LockSupport.parkNanos(
                Duration.ofMillis(random.nextInt(FIRST_MILLIS << attempt)).toNanos());
    }
}
