/// Who gets the credit for a conversion, and if nobody, why. Pure: the clock and the facts come in.
@NullMarked
package dev.tributary.domain.attribution;

import org.jspecify.annotations.NullMarked;
