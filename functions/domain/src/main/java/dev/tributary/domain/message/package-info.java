/// Messages between functions, as values: what they say, not how they are written. An id is derived
/// from the message's cause.
@NullMarked
package dev.tributary.domain.message;

import org.jspecify.annotations.NullMarked;
