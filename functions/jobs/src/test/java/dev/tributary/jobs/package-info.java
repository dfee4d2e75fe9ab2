/// The handlers against the table in memory.
@NullMarked
package dev.tributary.jobs;

import org.jspecify.annotations.NullMarked;
