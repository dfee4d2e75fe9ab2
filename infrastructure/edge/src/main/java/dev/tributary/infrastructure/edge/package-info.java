/// The redirect's lean path: the surroundings of a function, signed calls, keys, cached reads of
/// links, sending clicks. What stands here is on every function's class path, so it stays small.
@NullMarked
package dev.tributary.infrastructure.edge;

import org.jspecify.annotations.NullMarked;
