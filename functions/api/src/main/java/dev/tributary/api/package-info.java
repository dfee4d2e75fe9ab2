/// The REST API: one file per resource, one table of routes. What a call may see is decided before
/// a resource reads anything.
@NullMarked
package dev.tributary.api;

import org.jspecify.annotations.NullMarked;
