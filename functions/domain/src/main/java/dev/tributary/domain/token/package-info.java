/// The click_id: a token that certifies itself, and the ring of keys that signs it.
@NullMarked
package dev.tributary.domain.token;

import org.jspecify.annotations.NullMarked;
