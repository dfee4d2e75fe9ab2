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
/// runs while Lambda is frozen. What is there and what is not are kept apart, each with its own bound: no
/// number of made-up keys takes the place of one that is there.
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
    private final int most;
    private final int mostAbsent;
    private final Map<K, Entry<V>> present = new ConcurrentHashMap<>();
    private final Map<K, Entry<V>> absent = new ConcurrentHashMap<>();
    private volatile Instant askAgainAt = Instant.EPOCH;
    private final Map<K, CompletableFuture<Known<V>>> underWay = new ConcurrentHashMap<>();

    /// @param most how many are kept that are there
    /// @param mostAbsent how many answers are kept that there is none
    public Cache(Source<K, V> source, Clock clock, int most, int mostAbsent) {
        this.source = source;
        this.clock = clock;
        this.most = most;
        this.mostAbsent = mostAbsent;
    }

    /// @throws IOException when the source does not answer and nothing young enough is known
    public Known<V> get(K key) throws IOException {
        Instant now = clock.instant();
        Optional<Entry<V>> entry = entry(key);
        if (entry.isPresent() && answers(entry.get(), now)) {
            return new Known<>(entry.get().value, !entry.get().fresh(now));
        }
        CompletableFuture<Known<V>> mine = new CompletableFuture<>();
        CompletableFuture<Known<V>> first = underWay.putIfAbsent(key, mine);
        if (first != null) {
            return await(first);
        }
        try {
            Known<V> known = read(key, entry, now);
            mine.complete(known);
            return known;
        } catch (IOException | RuntimeException failed) {
            mine.completeExceptionally(failed);
            throw failed;
        } finally {
            underWay.remove(key, mine);
        }
    }

    /// Whether there is such a key, as far as is known, or `get` says without the source that there is none:
    /// where neither is so, the key may be made up, and costs a read to find out.
    public boolean isKnown(K key) {
        return entry(key)
                .filter(entry -> entry.value.isPresent() || answers(entry, clock.instant()))
                .isPresent();
    }

    /// How many answers are kept.
    public int size() {
        return present.size() + absent.size();
    }

    private Optional<Entry<V>> entry(K key) {
        Entry<V> there = present.get(key);
        return there != null ? Optional.of(there) : Optional.ofNullable(absent.get(key));
    }

    /// Whether nobody has to be asked: it is fresh, or the source failed just now.
    private boolean answers(Entry<V> entry, Instant now) {
        return entry.fresh(now) || entry.young(now) && now.isBefore(askAgainAt);
    }

    private Known<V> read(K key, Optional<Entry<V>> old, Instant now) throws IOException {
        try {
            Optional<V> value = source.read(key);
            keep(key, new Entry<>(value, now));
            return new Known<>(value, false);
        } catch (IOException failed) {
            askAgainAt = now.plus(PAUSE_AFTER_FAILURE);
            if (old.isEmpty() || !old.get().young(now)) {
                throw failed;
            }
            return new Known<>(old.get().value, true);
        }
    }

    private void keep(K key, Entry<V> entry) {
        boolean isThere = entry.value.isPresent();
        Map<K, Entry<V>> among = isThere ? present : absent;
        makeRoom(among, isThere ? most : mostAbsent);
        among.put(key, entry);
        (isThere ? absent : present).remove(key);
    }

    /// Several leave at once, so that the next ones cost nothing; any of them, since who asks for one that has
    /// left only costs a read.
    private void makeRoom(Map<K, Entry<V>> among, int limit) {
        if (among.size() < limit) {
            return;
        }
        Iterator<Entry<V>> all = among.values().iterator();
        for (int left = Math.max(1, limit / 16); left > 0 && all.hasNext(); left--) {
            all.next();
            all.remove();
        }
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
