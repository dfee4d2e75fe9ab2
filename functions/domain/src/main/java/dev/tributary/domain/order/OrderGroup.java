package dev.tributary.domain.order;

import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Movement;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Orders that are written together or not at all, with what they post: many to one account, or one to
/// the accounts of all its shares.
///
/// @param orders none where a change of tier found nothing that it pays otherwise, or a day's clicks are posted
/// @param movements what they post, one for each account; empty when no money moves, and then it is a
///     single order
/// @param zone the program's, in which days begin that are to be released
public record OrderGroup(List<Change> orders, List<Movement> movements, ZoneId zone) {
    /// With as many entries and the account this is within what one transaction takes.
    public static final int MOST_ORDERS = 49;
    /// Orders that a change of tier brings to another step make one entry together.
    private static final int MOST_RERATED = TierChunk.MOST_COMMISSIONS;

    /// An order after one or more causes, the version at which it was read, 0 when there was none, and what
    /// it binds.
    public record Change(OrderState order, long version, List<BindingChange> bindings) {
        /// One that binds nobody.
        public Change(OrderState order, long version) {
            this(order, version, List.of());
        }

        public Change {
            bindings = List.copyOf(bindings);
            if (version < 0) {
                throw new IllegalArgumentException("version is negative: " + version);
            }
        }
    }

    public OrderGroup {
        orders = List.copyOf(orders);
        movements = List.copyOf(movements);
        boolean ownCause =
                movements.size() == 1 && hasOwnCause(movements.getFirst().entries());
        int most = ownCause ? MOST_RERATED : MOST_ORDERS;
        if (orders.isEmpty() && !ownCause || orders.size() > most) {
            throw new IllegalArgumentException("orders are not 1 to " + most + ": " + orders.size());
        }
        Set<Object> keys = new HashSet<>();
        for (Change change : orders) {
            if (!keys.add(change.order().key())) {
                throw new IllegalArgumentException(
                        "an order is there twice: " + change.order().id());
            }
        }
        if (movements.size() > 1 && orders.size() > 1) {
            throw new IllegalArgumentException("orders of several accounts are written one by one");
        }
        if (orders.size() > 1
                && orders.stream().anyMatch(change -> !change.bindings().isEmpty())) {
            throw new IllegalArgumentException("orders that bind are written one by one: they may bind the same");
        }
        if (movements.isEmpty() && orders.size() > 1) {
            throw new IllegalArgumentException("orders without money are written one by one");
        }
    }

    /// A change of tier, and the clicks of a day with the bonuses that they reach, need no order.
    private static boolean hasOwnCause(List<Entry> entries) {
        return entries.getFirst().tier().isPresent()
                || entries.getFirst().clicks().isPresent()
                        && entries.stream()
                                .skip(1)
                                .allMatch(entry -> entry.cause().kind() == Cause.Kind.BONUS
                                        || entry.cause().kind() == Cause.Kind.BONUS_LOST);
    }
}
