package dev.tributary.domain.attribution;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Versioned;
import java.util.Optional;

/// Where bindings are read. They are written by the ledger alone, with the conversion that made or used
/// them.
@FunctionalInterface
public interface KnownBindings {
    /// @throws dev.tributary.domain.stored.UnavailableException when it cannot be read
    Optional<Versioned<Binding>> find(ProgramId program, BindingKey key);
}
