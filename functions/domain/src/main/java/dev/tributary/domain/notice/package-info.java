/// What a tenant is told by a call to an address of its own: which notices there are, who wants which,
/// where they may be sent, and how often that is tried.
@NullMarked
package dev.tributary.domain.notice;

import org.jspecify.annotations.NullMarked;
