package dev.tributary.payout;

import dev.tributary.domain.token.KeyRing;
import java.io.IOException;

/// What the destinations of payouts are opened with.
@FunctionalInterface
public interface DestinationKeys {
    /// @throws IOException when it was never read and cannot be read now
    KeyRing ring() throws IOException;
}
