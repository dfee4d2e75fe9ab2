/// How a merchant's call proves who sent it, and what of it may travel on: secrets, tokens,
/// Standard Webhooks signatures, HMACs instead of names. What a call says stands in `conversion`.
@NullMarked
package dev.tributary.domain.postback;

import org.jspecify.annotations.NullMarked;
