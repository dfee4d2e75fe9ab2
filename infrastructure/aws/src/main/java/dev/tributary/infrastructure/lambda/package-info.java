/// What every consumer of a queue shares: the batch loop and the log line. Nothing here knows what
/// the messages say.
@NullMarked
package dev.tributary.infrastructure.lambda;

import org.jspecify.annotations.NullMarked;
