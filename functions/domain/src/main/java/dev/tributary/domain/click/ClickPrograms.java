package dev.tributary.domain.click;

import dev.tributary.domain.id.ProgramId;

/// Which programs ask for the clicks of a day: their terms pay for clicks, or have tiers by
/// them, or an override has.
@FunctionalInterface
public interface ClickPrograms {
    /// @throws dev.tributary.domain.stored.UnavailableException when it cannot be read
    boolean ask(ProgramId program);
}
