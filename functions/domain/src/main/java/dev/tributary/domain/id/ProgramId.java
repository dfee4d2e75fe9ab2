package dev.tributary.domain.id;

import java.util.Optional;
import java.util.OptionalLong;

/// A program: `prg_` and 13 characters; 64 random bits. That of a test program begins with `prg_0test`, and has 40:
/// so whoever has an id knows the mode, and a role can be bound to it.
public record ProgramId(long bits) {
    private static final String PREFIX = "prg_";
    /// `0test`: digits 0, 26, 14, 25 and 26.
    private static final long TEST_MARK = ((26 * 32 + 14) * 32 + 25) * 32 + 26;
    private static final int TEST_BITS = 40;

    /// A new program's.
    /// @param random 64 bits
    public static ProgramId of(Mode mode, long random) {
        return switch (mode) {
            case TEST -> new ProgramId((TEST_MARK << TEST_BITS) | (random & ((1L << TEST_BITS) - 1)));
            // One of 16 million would look like a test program's.
            case LIVE -> new ProgramId(random >>> TEST_BITS == TEST_MARK ? ~random : random);
        };
    }

    public Mode mode() {
        return bits >>> TEST_BITS == TEST_MARK ? Mode.TEST : Mode.LIVE;
    }

    public boolean isTest() {
        return mode() == Mode.TEST;
    }

    /// The id of a text; empty when the text is not exactly one that `toString` gives.
    public static Optional<ProgramId> parse(String text) {
        OptionalLong bits = Base32.decode(PREFIX, text);
        return bits.isPresent() ? Optional.of(new ProgramId(bits.getAsLong())) : Optional.empty();
    }

    /// @throws IllegalArgumentException for a text that is not such an id
    public static ProgramId of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("no id of the form prg_...: " + text));
    }

    @Override
    public String toString() {
        return Base32.encode(PREFIX, bits);
    }
}
