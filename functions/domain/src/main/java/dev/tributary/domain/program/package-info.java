/// A program and who is enrolled in it.
@NullMarked
package dev.tributary.domain.program;

import org.jspecify.annotations.NullMarked;
