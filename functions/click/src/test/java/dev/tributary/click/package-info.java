/// The handler against the table in memory.
@NullMarked
package dev.tributary.click;

import org.jspecify.annotations.NullMarked;
