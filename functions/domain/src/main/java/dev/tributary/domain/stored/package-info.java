/// What a store gives back: a value with its version, a page of a list. Both know nothing of what
/// they hold.
@NullMarked
package dev.tributary.domain.stored;

import org.jspecify.annotations.NullMarked;
