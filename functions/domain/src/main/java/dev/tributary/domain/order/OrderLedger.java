package dev.tributary.domain.order;

import dev.tributary.domain.conversion.ConversionKey;
import java.util.Set;

/// The only writer of orders and of what they post.
@FunctionalInterface
public interface OrderLedger {
    /// @throws dev.tributary.domain.stored.UnavailableException when the table does not answer: the
    ///     group may be written all the same, which whoever tries again finds in the order
    Written write(OrderGroup group);

    /// What became of a group.
    sealed interface Written {
        record Committed() implements Written {}

        /// Nothing was written: these were changed since they were read. Read again, decide again.
        record Stale(Set<ConversionKey> orders, boolean account) implements Written {
            public Stale {
                orders = Set.copyOf(orders);
            }
        }

        /// Nothing was written: somebody else writes one of these items right now.
        record Busy() implements Written {}

        /// Nothing was written: more than one transaction takes. A part of the group may fit.
        record TooLarge() implements Written {}
    }
}
