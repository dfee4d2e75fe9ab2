<<<<<<< HEAD
/// How calls are read and routed.
=======
/// Tests of this package, on loopback servers and captured output. Nothing outside is called.
>>>>>>> clicks
@NullMarked
package dev.tributary.infrastructure.lambda;

import org.jspecify.annotations.NullMarked;
