package dev.tributary.domain.stored;

/// A value as it was read, with its version, which a later write names as its condition.
///
/// @param version 1 when created, one more with every change
public record Versioned<T>(T value, long version) {
    public Versioned {
        if (version < 1) {
            throw new IllegalArgumentException("version is below 1: " + version);
        }
    }

    /// Another value in place of this one: still the version that was read.
    public Versioned<T> with(T other) {
        return new Versioned<>(other, version);
    }
}
