/// GET /r/{code}: from a link's code to the landing page, with a signed click_id. Nothing else is
/// on this function's class path.
@NullMarked
package dev.tributary.redirect;

import org.jspecify.annotations.NullMarked;
