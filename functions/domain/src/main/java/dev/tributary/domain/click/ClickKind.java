package dev.tributary.domain.click;

import java.util.Locale;

/// What a click counts as. Only the first is paid for; none is thrown away. The order is part of
/// what is stored: add at the end.
public enum ClickKind {
    QUALIFIED,
    /// A known bot, by its user agent.
    BOT,
    /// A link preview or a prefetch: somebody may come later.
    PREVIEW,
    /// The same link and visitor earlier in the slice; found when the slice is counted.
    REPEAT,
    /// HEAD, an embedded load, or an enrollment that was paused or had ended.
    NOT_QUALIFIED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for a text that no kind has
    public static ClickKind of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
