package dev.tributary.domain.stored;

/// What became of a new value. Whoever meets `AlreadyThere` reads it and decides whether it is his
/// own from before (a repeat) or another's (a conflict).
public sealed interface Creation {
    record Created() implements Creation {}

    record AlreadyThere() implements Creation {}
}
