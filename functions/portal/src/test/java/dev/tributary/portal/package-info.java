@NullMarked
package dev.tributary.portal;

import org.jspecify.annotations.NullMarked;
