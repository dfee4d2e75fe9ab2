package dev.tributary.infrastructure.edge;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// A bucket of tokens for each key, kept in the warm function: who takes more than there are waits. It
/// calls nothing and runs no timer; of a bucket nothing is kept but the time at which it is full again
/// (the generic cell rate algorithm). So many keys are remembered: whoever was not seen for the longest is
/// forgotten first, and begins with a full bucket.
public final class TokenBuckets<K> {
    private static final long NANOS = 1_000_000_000L;

    /// @param burst how many a full bucket holds
    /// @param interval after which there is one more
    public record Limit(int burst, Duration interval) {
        public Limit {
            if (burst < 1 || !interval.isPositive()) {
                throw new IllegalArgumentException("limit is none: " + burst + " by " + interval);
            }
        }
    }

    /// What taking one came to.
    ///
    /// @param isGranted false when there was none; nothing was taken then
    /// @param left how many there are now
    /// @param untilNext until there is one; zero when one was granted
    /// @param untilFull until all are there again, if nobody takes one
    public record Taken(boolean isGranted, int left, Duration untilNext, Duration untilFull) {}

    private final Limit limit;
    private final long step;
    private final Map<K, Long> fullAt;

    /// @param most how many keys are remembered
    public TokenBuckets(Limit limit, int most) {
        this.limit = limit;
        this.step = limit.interval().toNanos();
        this.fullAt = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Long> eldest) {
                return size() > most;
            }
        };
    }

    public Limit limit() {
        return limit;
    }

    public synchronized Taken take(K key, Instant now) {
        long at = nanos(now);
        long full = full(key, at);
        boolean isGranted = full + step <= at + step * limit.burst();
        long after = isGranted ? full + step : full;
        fullAt.put(key, after);
        return taken(isGranted, after, at);
    }

    /// What `take` would come to, with nothing taken: for whoever finds out only afterwards whether it counts.
    public synchronized Taken look(K key, Instant now) {
        long at = nanos(now);
        long full = full(key, at);
        return taken(full + step <= at + step * limit.burst(), full, at);
    }

    /// Never further ahead than an empty bucket: a clock that was set back does not lock anybody out.
    private long full(K key, long at) {
        return Math.clamp(fullAt.getOrDefault(key, at), at, at + step * limit.burst());
    }

    private Taken taken(boolean isGranted, long full, long at) {
        long empty = at + step * limit.burst();
        return new Taken(
                isGranted,
                Math.toIntExact((empty - full) / step),
                isGranted ? Duration.ZERO : Duration.ofNanos(full + step - empty),
                Duration.ofNanos(full - at));
    }

    /// Whether it took a token and was not forgotten since.
    public synchronized boolean knows(K key) {
        return fullAt.containsKey(key);
    }

    public synchronized void forget(K key) {
        fullAt.remove(key);
    }

    public synchronized int size() {
        return fullAt.size();
    }

    private static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS), time.getNano());
    }
}
