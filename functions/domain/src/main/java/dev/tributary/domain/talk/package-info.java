/// What merchants and affiliates tell each other: announcements to many, threads between two. Plain text; what
/// was said is never changed.
@NullMarked
package dev.tributary.domain.talk;

import org.jspecify.annotations.NullMarked;
