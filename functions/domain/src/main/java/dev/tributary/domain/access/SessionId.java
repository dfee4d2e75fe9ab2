package dev.tributary.domain.access;

import java.util.Optional;
import java.util.regex.Pattern;

/// What a session is called, to its person: `ses_` and the first half of its hash. It opens nothing.
public record SessionId(String text) {
    private static final Pattern SHAPE = Pattern.compile("ses_[0-9a-f]{32}");

    public SessionId {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("text is no id of a session");
        }
    }

    static SessionId ofHash(String hash) {
        return new SessionId("ses_" + hash.substring(0, 32));
    }

    public static Optional<SessionId> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new SessionId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
