package dev.tributary.postback;

import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.token.KeyRing;
import java.io.IOException;

/// Where the key ring is read.
@FunctionalInterface
interface Rings {
    /// @throws IOException when it was never read and cannot be read now
    KeyRing ring() throws IOException;

    /// @throws UnavailableException when it was never read and cannot be read now
    static KeyRing ring(Rings rings) {
        try {
            return rings.ring();
        } catch (IOException failed) {
            throw new UnavailableException("key ring", failed);
        }
    }
}
