/// Payout runs: what is due to whom, who is left out and why, what was approved, and what became of
/// each payout. Plans and transitions are pure; money moves in the ledger only.
@NullMarked
package dev.tributary.domain.payout;

import org.jspecify.annotations.NullMarked;
