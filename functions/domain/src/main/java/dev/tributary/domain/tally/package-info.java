/// What is counted for an affiliate in a program by period: tiers and caps ask for it, the account
/// keeps it.
@NullMarked
package dev.tributary.domain.tally;

import org.jspecify.annotations.NullMarked;
