/// What a start leaves in the table and in demo.json.
@NullMarked
package dev.tributary.infrastructure.local.seed;

import org.jspecify.annotations.NullMarked;
