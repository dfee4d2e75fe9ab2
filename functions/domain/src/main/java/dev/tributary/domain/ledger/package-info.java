/// Double entry: postings, entries in a chain of hashes, and the account of one affiliate.
/// An unbalanced entry and a negative balance cannot be built.
@NullMarked
package dev.tributary.domain.ledger;

import org.jspecify.annotations.NullMarked;
