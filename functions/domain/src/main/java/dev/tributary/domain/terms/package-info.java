/// The versioned conditions of a program: rules in order, what each pays, and what is wrong with a draft.
/// A document is data; it is evaluated here and nowhere else.
@NullMarked
package dev.tributary.domain.terms;

import org.jspecify.annotations.NullMarked;
