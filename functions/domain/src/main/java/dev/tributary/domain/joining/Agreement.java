package dev.tributary.domain.joining;

import dev.tributary.domain.id.ProgramId;
import java.time.Instant;

/// The legal text of a program, one version of it, which never changes.
public record Agreement(ProgramId program, int version, String text, Instant published) {
    public static final int MAX_TEXT = 50_000;
    public static final int MOST_VERSIONS = 1_000;

    public Agreement {
        if (version < 1 || version > MOST_VERSIONS) {
            throw new IllegalArgumentException("version is not within 1 and " + MOST_VERSIONS + ": " + version);
        }
        if (text.isBlank() || text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("text is empty or longer than " + MAX_TEXT);
        }
    }
}
