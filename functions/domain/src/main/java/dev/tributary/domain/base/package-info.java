/// What of an order is commissionable, line by line, in exact fractions. Nothing here rounds.
@NullMarked
package dev.tributary.domain.base;

import org.jspecify.annotations.NullMarked;
