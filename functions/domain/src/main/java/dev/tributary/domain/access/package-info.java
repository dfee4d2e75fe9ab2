/// Who may ask: tenants, their API keys and members, what a key or a role allows, how people sign in. A
/// secret exists in the hands of its owner only; here lives its hash.
@NullMarked
package dev.tributary.domain.access;

import org.jspecify.annotations.NullMarked;
