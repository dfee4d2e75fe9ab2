/// Decides what each call about an order changes, and has it posted: one conversion, one commission,
/// one entry, however often and in whatever order the calls come. Sends nothing.
@NullMarked
package dev.tributary.commission;

import org.jspecify.annotations.NullMarked;
