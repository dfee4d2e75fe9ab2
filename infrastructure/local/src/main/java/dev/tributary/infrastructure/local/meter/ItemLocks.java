package dev.tributary.infrastructure.local.meter;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Keeps writes to one item apart while its images before and after are read. A fixed number of locks
/// stands for all items, always taken in the same order, so that no two calls wait for each other.
final class ItemLocks {
    private static final int STRIPES = 256;
    private final List<ReentrantLock> stripes =
            Stream.generate(() -> new ReentrantLock()).limit(STRIPES).toList();

    <T> T holding(Collection<String> names, Supplier<T> work) {
        int[] taken = names.stream()
                .mapToInt(name -> Math.floorMod(name.hashCode(), STRIPES))
                .sorted()
                .distinct()
                .toArray();
        IntStream.of(taken).forEach(stripe -> stripes.get(stripe).lock());
        try {
            return work.get();
        } finally {
            IntStream.of(taken).forEach(stripe -> stripes.get(stripe).unlock());
        }
    }
}
