/// What belongs to a test program is deleted, and the program stays. Nothing of a live one ever is.
@NullMarked
package dev.tributary.domain.purge;

import org.jspecify.annotations.NullMarked;
