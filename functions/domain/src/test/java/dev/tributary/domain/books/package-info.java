/// Tests of the merchant's books.
@NullMarked
package dev.tributary.domain.books;

import org.jspecify.annotations.NullMarked;
