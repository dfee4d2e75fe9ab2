package dev.tributary.notification;

import dev.tributary.domain.token.KeyRing;
import java.io.IOException;

/// What the secrets of webhooks are opened with.
@FunctionalInterface
public interface SecretKeys {
    /// @throws IOException when it was never read and cannot be read now
    KeyRing ring() throws IOException;
}
