package dev.tributary.api;

import dev.tributary.domain.books.BookFiles;
import dev.tributary.domain.stored.UnavailableException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// A bucket of exports in memory.
final class KeptFiles implements BookFiles {
    final Map<String, byte[]> files = new HashMap<>();

    @Override
    public Put put(String name, byte[] bytes) {
        byte[] there = files.putIfAbsent(name, bytes);
        return there == null || Arrays.equals(there, bytes) ? new Put.There() : new Put.Different();
    }

    @Override
    public byte[] read(String name, int atMost) {
        byte[] there = files.get(name);
        if (there == null) {
            throw new UnavailableException("bucket of exports", new IllegalStateException("NoSuchKey"));
        }
        return Arrays.copyOf(there, Math.min(there.length, atMost));
    }
}
