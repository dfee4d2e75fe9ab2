package dev.tributary.api;

import java.security.SecureRandom;
import java.util.function.IntFunction;

/// So many random bytes, fit for secrets. The generator is made at the first call, after a snapshot's
/// restore.
final class RandomBytes implements IntFunction<byte[]> {
    @Override
    public byte[] apply(int length) {
        byte[] bytes = new byte[length];
        Generator.RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static final class Generator {
        static final SecureRandom RANDOM = new SecureRandom();
    }
}
