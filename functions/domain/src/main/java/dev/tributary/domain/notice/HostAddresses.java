package dev.tributary.domain.notice;

import java.util.List;

/// What a host's name resolves to.
@FunctionalInterface
public interface HostAddresses {
    /// All addresses, 4 or 16 bytes each; none where the name does not resolve.
    List<byte[]> of(String host);
}
