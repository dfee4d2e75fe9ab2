/// Exchange rates: which one counts for an event, and what it makes of an amount.
@NullMarked
package dev.tributary.domain.rate;

import org.jspecify.annotations.NullMarked;
