/// Tests of what the bench measures with.
@NullMarked
package dev.tributary.infrastructure.local.bench;

import org.jspecify.annotations.NullMarked;
