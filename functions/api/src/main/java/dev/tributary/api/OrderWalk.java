package dev.tributary.api;

import dev.tributary.domain.attribution.Attribution.Attributed;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.order.OrderLists;
import dev.tributary.domain.order.OrderLists.Listed;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.Sale;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Finds the conversions that a tenant may see: a merchant those of its programs, an affiliate those
/// that it is credited for. What others have is not there.
final class OrderWalk {
    /// How many conversions one search by id looks at.
    private static final int MOST_SEARCHED = 2_000;

    private final Visible visible;
    private final OrderLists lists;

    OrderWalk(Visible visible, OrderLists lists) {
        this.visible = visible;
        this.lists = lists;
    }

    /// What a list shows of an order, by its place: nothing, one thing, or several that stay together.
    @FunctionalInterface
    interface Rows<T> {
        List<T> of(OrderState order);
    }

    /// @throws HttpRefusal 404 for a program that the tenant does not see
    <T> Page<T> page(Ask ask, OrderQuery query, PageRequest request, Rows<T> rows) {
        return page(ask, query, request, orders(ask, query, rows));
    }

    /// The same for whatever a program has of which the query asks.
    /// @throws HttpRefusal 404 for a program that the tenant does not see
    <T> Page<T> page(Ask ask, OrderQuery query, PageRequest request, ProgramWalk.Within<T> within) {
        query.program().ifPresent(id -> visible.program(ask.tenant(), query.program()));
        if (ask.isForeign(query.affiliate())) {
            return Page.last(List.of());
        }
        return visible.walk(ask.tenant(), query.program(), request, within);
    }

    /// What a program's orders show.
    <T> ProgramWalk.Within<T> orders(Ask ask, OrderQuery query, Rows<T> rows) {
        Rows<T> wanted = order -> isShown(ask, query, order) ? rows.of(order) : List.of();
        return (program, page) -> filled(orders(program, query, page), page.limit(), wanted);
    }

    /// The first conversion of which `pick` finds something. Ids are hashes, so this looks through a
    /// span; an order id, or a program and a short span, make it quick.
    /// @throws HttpRefusal 400 when there is too much to look through
    <T> Optional<T> find(Ask ask, OrderQuery query, Function<OrderState, Optional<T>> pick) {
        return find(
                ask,
                query,
                orders(ask, query, order -> pick.apply(order).stream().toList()));
    }

    /// The first one of what a program has, of which `within` shows only what is looked for.
    /// @throws HttpRefusal 400 when there is too much to look through
    <T> Optional<T> find(Ask ask, OrderQuery query, ProgramWalk.Within<T> within) {
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

    /// Whether a tenant that sees the program sees this order.
    static boolean sees(Ask ask, OrderState order) {
        return ask.affiliate().isEmpty()
                || order.sale()
                        .filter(sale -> isOf(sale, ask.affiliate().get()))
                        .isPresent();
    }

    private static boolean isShown(Ask ask, OrderQuery query, OrderState order) {
        Optional<Sale> sale = order.sale();
        return sale.isPresent()
                && query.span().holds(sale.get().occurredAt())
                && (query.affiliate().isEmpty()
                        || isOf(sale.get(), query.affiliate().get()))
                && sees(ask, order);
    }

    private static boolean isOf(Sale sale, AffiliateId affiliate) {
        return sale.attribution() instanceof Attributed attributed
                && attributed.shares().stream()
                        .anyMatch(share -> share.affiliate().equals(affiliate));
    }

    private Page<Listed> orders(ProgramId program, OrderQuery query, PageRequest page) {
        if (query.order().isEmpty()) {
            return lists.sales(program, query.span(), page);
        }
        List<Listed> rest = lists.of(program, query.order().get()).stream()
                .map(order -> new Listed(order, order.key().event().text()))
                .filter(listed -> page.after().isEmpty()
                        || listed.position().compareTo(page.after().get()) > 0)
                .toList();
        List<Listed> shown = rest.subList(0, Math.min(rest.size(), page.limit()));
        return rest.size() > shown.size()
                ? new Page<>(shown, Optional.of(shown.getLast().position()))
                : Page.last(shown);
    }

    /// The rows of one order stand on one page: only an order that has more of them than fit on a
    /// whole page goes over the limit.
    private static <T> Page<T> filled(Page<Listed> orders, int limit, Rows<T> rows) {
        List<T> items = new ArrayList<>();
        Optional<String> before = Optional.empty();
        for (Listed listed : orders.items()) {
            List<T> some = rows.of(listed.order());
            if (!items.isEmpty() && items.size() + some.size() > limit) {
                return new Page<>(items, before);
            }
            items.addAll(some);
            before = Optional.of(listed.position());
        }
        return new Page<>(items, orders.next());
    }
}
