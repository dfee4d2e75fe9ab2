package dev.tributary.domain.id;

import java.util.Optional;
import java.util.OptionalLong;

/// What an affiliate submits for a bounty: `sub_` and 13 characters; 64 random bits.
public record SubmissionId(long bits) {
    private static final String PREFIX = "sub_";

    /// The id of a text; empty when the text is not exactly one that `toString` gives.
    public static Optional<SubmissionId> parse(String text) {
        OptionalLong bits = Base32.decode(PREFIX, text);
        return bits.isPresent() ? Optional.of(new SubmissionId(bits.getAsLong())) : Optional.empty();
    }

    /// @throws IllegalArgumentException for a text that is not such an id
    public static SubmissionId of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("no id of the form sub_...: " + text));
    }

    @Override
    public String toString() {
        return Base32.encode(PREFIX, bits);
    }
}
