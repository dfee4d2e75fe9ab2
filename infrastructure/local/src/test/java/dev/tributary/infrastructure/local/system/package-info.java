/// The platform as a whole: the template against the code, the samples against the handlers, and the
/// running machine against what is promised. Classes tagged `system` run on any endpoint.
@NullMarked
package dev.tributary.infrastructure.local.system;

import org.jspecify.annotations.NullMarked;
