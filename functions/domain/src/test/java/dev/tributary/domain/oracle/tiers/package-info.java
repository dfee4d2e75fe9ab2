/// Retroactive tiers over the life of a period: many orders of one affiliate, told once to the engine and
/// once to a second implementation that shares no code with it.
@NullMarked
package dev.tributary.domain.oracle.tiers;

import org.jspecify.annotations.NullMarked;
