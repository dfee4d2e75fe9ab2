/// Conversions in: calls of merchants, authenticated, checked, answered with a receipt after one
/// durable write. What becomes of them is decided by commission.
@NullMarked
package dev.tributary.postback;

import org.jspecify.annotations.NullMarked;
