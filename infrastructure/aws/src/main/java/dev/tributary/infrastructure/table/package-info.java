/// The stores: what the domain asks for, read from and written to the one table. Keys come from
/// `Keys`, the shape of shared items from `Items`.
@NullMarked
package dev.tributary.infrastructure.table;

import org.jspecify.annotations.NullMarked;
