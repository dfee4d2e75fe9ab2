/// A link and where it leads: destinations, deep links, macros.
@NullMarked
package dev.tributary.domain.link;

import org.jspecify.annotations.NullMarked;
