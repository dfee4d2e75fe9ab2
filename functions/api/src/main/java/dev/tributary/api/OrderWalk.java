package dev.tributary.api;

import dev.tributary.domain.listing.ListedOrders;
import dev.tributary.domain.listing.OrderFilter;
import dev.tributary.domain.listing.ProgramWalk;
import dev.tributary.domain.order.OrderLists;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Finds the conversions that a tenant may see: a merchant those of its programs, an affiliate those
/// that it is credited for. What others have is not there.
final class OrderWalk {
    /// How many conversions one search by id looks at.
    private static final int MOST_SEARCHED = 2_000;

    private final Visible visible;
    private final ListedOrders orders;

    OrderWalk(Visible visible, OrderLists lists) {
        this.visible = visible;
        this.orders = new ListedOrders(lists);
    }

    ListedOrders orders() {
        return orders;
    }

    /// @throws HttpRefusal 404 for a program that the tenant does not see
    <T> Page<T> page(Ask ask, OrderFilter query, PageRequest request, ListedOrders.Rows<T> rows) {
        return page(ask, query, request, orders.within(ask.tenant(), query, rows));
    }

    /// The same for whatever a program has of which the query asks.
    /// @throws HttpRefusal 404 for a program that the tenant does not see
    <T> Page<T> page(Ask ask, OrderFilter query, PageRequest request, ProgramWalk.Within<T> within) {
        query.program().ifPresent(id -> visible.program(ask.tenant(), query.program()));
        if (ask.isForeign(query.affiliate())) {
            return Page.last(List.of());
        }
        return visible.walk(ask.tenant(), query.program(), request, within);
    }

    /// The first conversion of which `pick` finds something. Ids are hashes, so this looks through a
    /// span; an order id, or a program and a short span, make it quick.
    /// @throws HttpRefusal 400 when there is too much to look through
    <T> Optional<T> find(Ask ask, OrderFilter query, Function<OrderState, Optional<T>> pick) {
        return find(
                ask,
                query,
                orders.within(
                        ask.tenant(), query, order -> pick.apply(order).stream().toList()));
    }

    /// The first one of what a program has, of which `within` shows only what is looked for.
    /// @throws HttpRefusal 400 when there is too much to look through
    <T> Optional<T> find(Ask ask, OrderFilter query, ProgramWalk.Within<T> within) {
        Optional<String> after = Optional.empty();
        int pages = MOST_SEARCHED / PageRequest.MAX_LIMIT;
        for (int page = 0; page < pages; page++) {
            Page<T> found = page(ask, query, new PageRequest(PageRequest.MAX_LIMIT, after), within);
            if (!found.items().isEmpty()) {
                return Optional.of(found.items().getFirst());
            }
            after = found.next();
            if (after.isEmpty()) {
                return Optional.empty();
            }
        }
        throw HttpRefusal.of(
                400,
                "narrow_search",
                "There are too many conversions to look through: add order_id, or program_id, from and to.");
    }
}
