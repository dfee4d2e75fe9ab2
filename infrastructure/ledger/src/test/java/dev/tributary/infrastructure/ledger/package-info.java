@NullMarked
package dev.tributary.infrastructure.ledger;

import org.jspecify.annotations.NullMarked;
