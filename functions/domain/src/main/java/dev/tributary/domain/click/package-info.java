/// A click: what kind it is, what is kept of it, how a slice of clicks is counted.
@NullMarked
package dev.tributary.domain.click;

import org.jspecify.annotations.NullMarked;
