/// The click's part of the platform through seeded lives full of faults. What is counted at the end
/// is compared with a count that shares no code with the platform's.
@NullMarked
package dev.tributary.infrastructure.local.life;

import org.jspecify.annotations.NullMarked;
