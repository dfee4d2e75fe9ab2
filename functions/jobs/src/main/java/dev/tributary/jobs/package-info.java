/// What runs by the clock: the roll-up of clicks. A schedule only finds what is due and sends it to
/// [jobs]; the work is done there, where it is retried.
@NullMarked
package dev.tributary.jobs;

import org.jspecify.annotations.NullMarked;
