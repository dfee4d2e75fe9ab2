package dev.tributary.domain.id;

import java.util.Locale;
import java.util.Optional;

/// Whether a program is real. What belongs to a test program pays nobody, and can be purged; keys of the API
/// see the programs of their own mode only.
public enum Mode {
    LIVE,
    TEST;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Mode> parse(String text) {
        for (Mode mode : values()) {
            if (mode.text().equals(text)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
