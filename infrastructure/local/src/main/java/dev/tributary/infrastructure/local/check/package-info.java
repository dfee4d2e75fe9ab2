/// What must hold of a table, read from its raw items. It shares no code with the functions, the
/// ledger or the domain, so that a mistake of theirs is none of its own.
@NullMarked
package dev.tributary.infrastructure.local.check;

import org.jspecify.annotations.NullMarked;
