/// Who may ask: tenants, their API keys, what a key allows. A key's secret exists in the hands of
/// its owner only; here lives its hash.
@NullMarked
package dev.tributary.domain.access;

import org.jspecify.annotations.NullMarked;
