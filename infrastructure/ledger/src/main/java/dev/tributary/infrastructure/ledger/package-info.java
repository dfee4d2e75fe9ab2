/// The only writer of orders, entries and accounts. What moves money and what guards it against a
/// second time stand in one transaction.
@NullMarked
package dev.tributary.infrastructure.ledger;

import org.jspecify.annotations.NullMarked;
