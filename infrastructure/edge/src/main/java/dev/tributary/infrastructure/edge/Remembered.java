package dev.tributary.infrastructure.edge;

import java.util.LinkedHashMap;
import java.util.Map;

/// So many things, kept in the warm function: of more, whichever was not noted or looked for the longest is
/// forgotten.
public final class Remembered<K> {
    private final Map<K, Boolean> all;

    public Remembered(int most) {
        this.all = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Boolean> eldest) {
                return size() > most;
            }
        };
    }

    public synchronized void note(K one) {
        all.put(one, true);
    }

    public synchronized boolean has(K one) {
        return all.getOrDefault(one, false);
    }

    /// @return whether it was there
    public synchronized boolean forget(K one) {
        return all.remove(one) != null;
    }
}
