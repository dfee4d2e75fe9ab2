package dev.tributary.api;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;

/// Texts of 128 random bits. The generator is made at the first call, after a snapshot's restore.
final class RandomTexts implements Supplier<String> {
    private static final int BYTES = 16;

    @Override
    public String get() {
        byte[] bytes = new byte[BYTES];
        Generator.RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static final class Generator {
        static final SecureRandom RANDOM = new SecureRandom();
    }
}
