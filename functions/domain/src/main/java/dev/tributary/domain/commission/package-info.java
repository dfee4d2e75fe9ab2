/// What one affiliate earned from one conversion under one rule, with its hold and its explanation.
/// The platform's one rounding of a commission stands here.
@NullMarked
package dev.tributary.domain.commission;

import org.jspecify.annotations.NullMarked;
