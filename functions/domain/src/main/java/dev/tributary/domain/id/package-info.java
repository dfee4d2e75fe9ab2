/// Identifiers as types: each says what it names, so that two of them are never swapped.
@NullMarked
package dev.tributary.domain.id;

import org.jspecify.annotations.NullMarked;
