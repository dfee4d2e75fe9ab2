/// One order item: the decision what a postback changes in it and in the account. Pure, so that a
/// repeat, a late message and a replay decide the same.
@NullMarked
package dev.tributary.domain.order;

import org.jspecify.annotations.NullMarked;
