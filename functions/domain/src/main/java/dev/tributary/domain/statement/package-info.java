/// What an affiliate is shown of a closed month, and how it is read from the ledger.
@NullMarked
package dev.tributary.domain.statement;

import org.jspecify.annotations.NullMarked;
