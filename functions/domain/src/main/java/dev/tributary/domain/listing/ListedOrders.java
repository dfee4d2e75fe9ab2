package dev.tributary.domain.listing;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.attribution.Attribution.Attributed;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.order.OrderLists;
import dev.tributary.domain.order.OrderLists.Listed;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.Sale;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a program's orders show to a tenant that sees the program: to a merchant all of them, to an affiliate
/// those that it is credited for.
public final class ListedOrders {
    private final OrderLists lists;

    public ListedOrders(OrderLists lists) {
        this.lists = lists;
    }

    /// What a list shows of an order, by its place: nothing, one thing, or several that stay together.
    @FunctionalInterface
    public interface Rows<T> {
        List<T> of(OrderState order);
    }

    public <T> ProgramWalk.Within<T> within(Tenant viewer, OrderFilter filter, Rows<T> rows) {
        Rows<T> wanted = order -> isShown(viewer, filter, order) ? rows.of(order) : List.of();
        return (program, page) -> filled(orders(program, filter, page), page.limit(), wanted);
    }

    /// Whether a tenant that sees the program sees this order.
    public static boolean sees(Tenant viewer, OrderState order) {
        return viewer.asAffiliate().isEmpty()
                || order.sale()
                        .filter(sale -> isOf(sale, viewer.asAffiliate().get()))
                        .isPresent();
    }

    private static boolean isShown(Tenant viewer, OrderFilter filter, OrderState order) {
        Optional<Sale> sale = order.sale();
        return sale.isPresent()
                && filter.span().holds(sale.get().occurredAt())
                && (filter.affiliate().isEmpty()
                        || isOf(sale.get(), filter.affiliate().get()))
                && sees(viewer, order);
    }

    private static boolean isOf(Sale sale, AffiliateId affiliate) {
        return sale.attribution() instanceof Attributed attributed
                && attributed.shares().stream()
                        .anyMatch(share -> share.affiliate().equals(affiliate));
    }

    private Page<Listed> orders(ProgramId program, OrderFilter filter, PageRequest page) {
        if (filter.order().isEmpty()) {
            return lists.sales(program, filter.span(), page);
        }
        List<Listed> rest = lists.of(program, filter.order().get()).stream()
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
