/// What every function meets at its edge: calls and answers over HTTP, batches of messages. Knows
/// nothing of the platform's subject.
@NullMarked
package dev.tributary.infrastructure.lambda;

import org.jspecify.annotations.NullMarked;
