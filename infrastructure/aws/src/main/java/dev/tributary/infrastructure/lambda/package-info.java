<<<<<<< HEAD
/// What every function meets at its edge: calls and answers over HTTP, batches of messages. Knows
/// nothing of the platform's subject.
=======
/// What every consumer of a queue shares: the batch loop and the log line. Nothing here knows what
/// the messages say.
>>>>>>> clicks
@NullMarked
package dev.tributary.infrastructure.lambda;

import org.jspecify.annotations.NullMarked;
