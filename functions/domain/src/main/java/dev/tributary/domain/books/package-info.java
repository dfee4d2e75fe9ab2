/// A program's month as a journal for the merchant's books: every entry of the ledger that was posted in it, as
/// lines of debit and credit, and what stood on each account before and after.
@NullMarked
package dev.tributary.domain.books;

import org.jspecify.annotations.NullMarked;
