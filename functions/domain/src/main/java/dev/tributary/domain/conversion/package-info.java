/// What a postback says, and what travels on the queue of conversions: rewards, refunds, updates.
/// Nothing here decides; the identity of a call is computed here.
@NullMarked
package dev.tributary.domain.conversion;

import org.jspecify.annotations.NullMarked;
