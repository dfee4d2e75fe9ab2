/// What a call of the API changes, who did it, and what was answered: all of it is kept, or none. How
/// a repeated call is told from a new one.
@NullMarked
package dev.tributary.domain.change;

import org.jspecify.annotations.NullMarked;
