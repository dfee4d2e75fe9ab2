package dev.tributary.domain.talk;

import java.util.Locale;

/// Who speaks in a thread.
public enum Side {
    MERCHANT,
    AFFILIATE;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
