package dev.tributary.infrastructure.edge;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// So many things, kept in the warm function: of more, whichever was not noted or looked for the longest is
/// forgotten. What is noted until some time is not there from then on.
public final class Remembered<K> {
    private final Map<K, Instant> all;

    public Remembered(int most) {
        this.all = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Instant> eldest) {
                return size() > most;
            }
        };
    }

    public void note(K one) {
        note(one, Instant.MAX);
    }

    public synchronized void note(K one, Instant until) {
        all.put(one, until);
    }

    public synchronized boolean has(K one, Instant now) {
        return now.isBefore(all.getOrDefault(one, Instant.MIN));
    }

    /// @return whether it was there
    public synchronized boolean forget(K one) {
        return all.remove(one) != null;
    }
}
