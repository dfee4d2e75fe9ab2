package dev.tributary.domain.postback;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Versioned;
import java.util.Optional;

/// Where a program's postback credentials are read.
@FunctionalInterface
public interface KnownCredentials {
    /// As they are committed; empty where none was made yet.
    Optional<Versioned<PostbackCredentials>> find(ProgramId program);
}
