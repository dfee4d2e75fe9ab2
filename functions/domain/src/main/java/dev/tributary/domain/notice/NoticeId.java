package dev.tributary.domain.notice;

import dev.tributary.domain.id.Digest128;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// A notice: `evt_`, 12 hexadecimal digits of its time in milliseconds, 20 of its cause. The same cause has the same
/// time and so the same id, wherever and how often it is told; texts stand in the order of time.
public record NoticeId(String text) {
    private static final Pattern SHAPE = Pattern.compile("evt_[0-9a-f]{32}");
    private static final int CAUSE_DIGITS = 20;

    public NoticeId {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("text is no id of the form evt_...");
        }
    }

    /// @param at as it is stored with the cause, not now
    public static NoticeId of(NoticeType type, Instant at, String... cause) {
        String[] parts = new String[cause.length + 1];
        parts[0] = type.text();
        System.arraycopy(cause, 0, parts, 1, cause.length);
        String time = HexFormat.of().toHexDigits(at.toEpochMilli(), 12);
        return new NoticeId("evt_" + time + Digest128.of(parts).hex().substring(0, CAUSE_DIGITS));
    }

    public static Optional<NoticeId> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new NoticeId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
