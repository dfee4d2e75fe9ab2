/// What the platform's own flows cost in units of the table, as the meter counts them.
@NullMarked
package dev.tributary.infrastructure.local.units;

import org.jspecify.annotations.NullMarked;
