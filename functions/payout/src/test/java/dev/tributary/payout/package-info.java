/// What releases and runs leave behind on the real table, whatever fails on the way.
@NullMarked
package dev.tributary.payout;

import org.jspecify.annotations.NullMarked;
