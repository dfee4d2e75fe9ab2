/// The table: one class per aggregate, one method per access pattern. Key text comes from
/// infrastructure.edge.Keys alone.
@NullMarked
package dev.tributary.infrastructure.table;

import org.jspecify.annotations.NullMarked;
