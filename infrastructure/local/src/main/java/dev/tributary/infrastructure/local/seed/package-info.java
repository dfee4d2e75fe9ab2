/// What the first start puts into an empty table, and the file that says where to begin.
@NullMarked
package dev.tributary.infrastructure.local.seed;

import org.jspecify.annotations.NullMarked;
