/// What lists show, of which program and to whom, and how a list is exported: the filters and the rows that
/// the API's lists and their exports share.
@NullMarked
package dev.tributary.domain.listing;

import org.jspecify.annotations.NullMarked;
