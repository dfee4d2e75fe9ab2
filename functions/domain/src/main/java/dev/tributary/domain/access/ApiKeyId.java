package dev.tributary.domain.access;

import java.util.Optional;
import java.util.regex.Pattern;

/// What an API key is called, to its owner and in the audit log: `key_` and the first half of its
/// hash. It opens nothing.
public record ApiKeyId(String text) implements ActorId {
    private static final Pattern SHAPE = Pattern.compile("key_[0-9a-f]{32}");

    public ApiKeyId {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("text is no id of an API key");
        }
    }

    static ApiKeyId ofHash(String hash) {
        return new ApiKeyId("key_" + hash.substring(0, 32));
    }

    public static Optional<ApiKeyId> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new ApiKeyId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
