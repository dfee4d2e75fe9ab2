package dev.tributary.infrastructure.local;

/// What is done when the machine answers: the demo's seed, and demo.json last of all.
@FunctionalInterface
public interface FirstStart {
    FirstStart NOTHING = (machine, first) -> {};

    /// @param first whether nothing was seeded into this data before; it stays true at the next
    ///     start when this call throws
    void run(LocalMachine machine, boolean first) throws Exception;
}
