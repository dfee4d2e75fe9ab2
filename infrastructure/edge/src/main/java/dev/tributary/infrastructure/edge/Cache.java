package dev.tributary.infrastructure.edge;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/// Answers kept in the warm function: fresh for 60 s, that there is none included; while the source
/// fails, stale for up to 24 h, and then one request in five seconds waits for the source, the
/// others are answered at once. Many requests for one key ask once. Time is the request's: nothing
/// runs while Lambda is frozen.
public final class Cache<K, V> {
    public static final Duration FRESH = Duration.ofSeconds(60);
    public static final Duration STALE = Duration.ofHours(24);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

    /// Reads the source.
    @FunctionalInterface
    public interface Source<K, V> {
        /// @throws IOException when it does not answer
        Optional<V> read(K key) throws IOException;
    }

    /// What is known of a key.
    /// @param stale whether the source could not confirm it within the last minute
    public record Known<V>(Optional<V> value, boolean stale) {}

    private record Entry<V>(Optional<V> value, Instant freshUntil, Instant youngUntil) {
        Entry(Optional<V> value, Instant readAt) {
            this(value, readAt.plus(FRESH), readAt.plus(STALE));
        }

        boolean fresh(Instant now) {
            return now.isBefore(freshUntil);
        }

        boolean young(Instant now) {
            return now.isBefore(youngUntil);
        }
    }

    private final Source<K, V> source;
    private final Clock clock;
    private final int capacity;
    private final Map<K, Entry<V>> entries = new ConcurrentHashMap<>();
    private volatile Instant askAgainAt = Instant.EPOCH;
    private final Map<K, CompletableFuture<Known<V>>> underWay = new ConcurrentHashMap<>();

    /// @param capacity half of how many answers are kept at most
    public Cache(Source<K, V> source, Clock clock, int capacity) {
        this.source = source;
        this.clock = clock;
        this.capacity = capacity;
    }

    /// @throws IOException when the source does not answer and nothing young enough is known
    public Known<V> get(K key) throws IOException {
        Instant now = clock.instant();
        Entry<V> entry = entries.get(key);
        if (entry != null && entry.fresh(now)) {
            return new Known<>(entry.value, false);
        }
        if (entry != null && entry.young(now) && now.isBefore(askAgainAt)) {
            return new Known<>(entry.value, true);
        }
        CompletableFuture<Known<V>> mine = new CompletableFuture<>();
        CompletableFuture<Known<V>> first = underWay.putIfAbsent(key, mine);
        if (first != null) {
            return await(first);
        }
        try {
            Known<V> known = read(key, Optional.ofNullable(entry), now);
            mine.complete(known);
            return known;
        } catch (IOException | RuntimeException failed) {
            mine.completeExceptionally(failed);
            throw failed;
        } finally {
            underWay.remove(key, mine);
        }
    }

    /// How many answers are kept.
    public int size() {
        return entries.size();
    }

    private Known<V> read(K key, Optional<Entry<V>> old, Instant now) throws IOException {
        try {
            Optional<V> value = source.read(key);
            makeRoom(value.isPresent());
            entries.put(key, new Entry<>(value, now));
            return new Known<>(value, false);
        } catch (IOException failed) {
            askAgainAt = now.plus(PAUSE_AFTER_FAILURE);
            if (old.isEmpty() || !old.get().young(now)) {
                throw failed;
            }
            return new Known<>(old.get().value, true);
        }
    }

    /// Absent answers leave first: a flood of made-up codes must not push out real ones.
    private void makeRoom(boolean forPresent) {
        int limit = 2 * capacity;
        if (entries.size() < limit) {
            return;
        }
        int toRemove = Math.max(1, limit / 16);
        toRemove -= remove(toRemove, false);
        if (forPresent) {
            remove(toRemove, true);
        }
    }

    private int remove(int count, boolean present) {
        int removed = 0;
        Iterator<Entry<V>> all = entries.values().iterator();
        while (removed < count && all.hasNext()) {
            if (all.next().value.isPresent() == present) {
                all.remove();
                removed++;
            }
        }
        return removed;
    }

    private Known<V> await(CompletableFuture<Known<V>> read) throws IOException {
        try {
            return read.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof IOException cause) {
                throw new IOException(cause.getMessage(), cause);
            }
            throw failed;
        }
    }
}
