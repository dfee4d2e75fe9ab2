/// Records clicks: the consumer of [clicks]. What they count as is decided later, by the roll-up.
@NullMarked
package dev.tributary.click;

import org.jspecify.annotations.NullMarked;
