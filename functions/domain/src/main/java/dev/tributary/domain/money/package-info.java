/// Amounts: long minor units with their currency, exact, rounded by one rule.
@NullMarked
package dev.tributary.domain.money;

import org.jspecify.annotations.NullMarked;
