package dev.tributary.infrastructure.edge;

import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.token.KeyRing;
import java.io.IOException;

/// Where the key ring is read, at each use.
@FunctionalInterface
public interface Rings {
    /// @throws IOException when it was never read and cannot be read now
    KeyRing ring() throws IOException;

    /// @throws UnavailableException when it was never read and cannot be read now
    default KeyRing available() {
        try {
            return ring();
        } catch (IOException failed) {
            throw new UnavailableException("key ring", failed);
        }
    }
}
