/// What came of a program, an affiliate or a link, day by day.
@NullMarked
package dev.tributary.domain.overview;

import org.jspecify.annotations.NullMarked;
