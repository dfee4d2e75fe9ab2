/// The pages: static files, and one shell that loads them. What they show they ask the API for; nothing
/// here reads the table.
@NullMarked
package dev.tributary.portal;

import org.jspecify.annotations.NullMarked;
