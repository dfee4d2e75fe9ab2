/// What lies outside the table and is read at each use: parameters that an operator sets. The key ring
/// is read in `edge`, where the redirect needs it too.
@NullMarked
package dev.tributary.infrastructure.secrets;

import org.jspecify.annotations.NullMarked;
