/// How terms and commissions are put into words: one table per language.
@NullMarked
package dev.tributary.domain.language;

import org.jspecify.annotations.NullMarked;
