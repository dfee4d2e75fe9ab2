package dev.tributary.domain.attribution;

import dev.tributary.domain.stored.Versioned;
import java.time.Instant;
import java.util.Optional;

/// Where the clicks of visitors are kept whose program's terms ask for them.
public interface VisitorHistory {
    /// @throws dev.tributary.domain.stored.UnavailableException when it cannot be read
    Optional<Versioned<VisitorClicks>> find(Visitor visitor);

    /// @param read the version that was read; 0 when there was none
    /// @param until when nothing of it is of use any more
    /// @return whether it is written; false when somebody else wrote it since
    boolean put(Visitor visitor, VisitorClicks clicks, long read, Instant until);
}
