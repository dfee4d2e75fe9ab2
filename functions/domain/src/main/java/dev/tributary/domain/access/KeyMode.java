package dev.tributary.domain.access;

import java.util.Locale;
import java.util.Optional;

/// Whether a key is for work or for trying out; its text says which.
public enum KeyMode {
    LIVE,
    TEST;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<KeyMode> parse(String text) {
        for (KeyMode mode : values()) {
            if (mode.text().equals(text)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
