/// The suite that every place of payout files passes, and a service that fails as a test says.
@NullMarked
package dev.tributary.infrastructure.files;

import org.jspecify.annotations.NullMarked;
