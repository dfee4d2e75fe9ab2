package dev.tributary.domain.change;

import dev.tributary.domain.link.Link;
import dev.tributary.domain.stored.Versioned;

/// One value that a call makes or changes. What is new must not be there; what is changed must still
/// be at the version that was read. A new kind is a new record here, and a case in the store.
public sealed interface Change {
    /// Neither its code nor its id may be taken.
    record NewLink(Link link) implements Change {}

    record ChangedLink(Versioned<Link> link) implements Change {}
}
