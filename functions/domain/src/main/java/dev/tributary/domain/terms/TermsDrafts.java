package dev.tributary.domain.terms;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Versioned;
import java.util.Optional;

/// Where the one draft that a program may have is read. Its version and time are given to it when it
/// is published.
public interface TermsDrafts {
    Optional<Versioned<TermsDocument>> find(ProgramId program);
}
