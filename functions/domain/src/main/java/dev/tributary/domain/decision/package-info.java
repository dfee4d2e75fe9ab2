/// What people decide about money, and what becomes of it. A decision is recorded first and posted
/// later, by whoever writes the ledger, under its own id: so it is posted once.
@NullMarked
package dev.tributary.domain.decision;

import org.jspecify.annotations.NullMarked;
