/// The payout switch against a parameter store that answers as a test says.
@NullMarked
package dev.tributary.infrastructure.secrets;

import org.jspecify.annotations.NullMarked;
