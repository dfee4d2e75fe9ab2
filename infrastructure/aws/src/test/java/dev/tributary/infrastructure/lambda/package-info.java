/// Tests of this package, on loopback servers and captured output. Nothing outside is called.
@NullMarked
package dev.tributary.infrastructure.lambda;

import org.jspecify.annotations.NullMarked;
