/// Releases what is due, plans payout runs, and carries out what was approved, each payout once.
/// Schedules only find what is due and send it to [transfers]; the work is done there.
@NullMarked
package dev.tributary.payout;

import org.jspecify.annotations.NullMarked;
