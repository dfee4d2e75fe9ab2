@NullMarked
package dev.tributary.commission;

import org.jspecify.annotations.NullMarked;
