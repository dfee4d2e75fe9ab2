package dev.tributary.domain.listing;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a list of conversions is narrowed by.
public record ConversionFilter(OrderFilter orders, Optional<Stage> state) {
    /// Takes the filters and notes what is wrong with them; refuses nothing yet.
    public static ConversionFilter take(StatedFilters given, Instant now) {
        OrderFilter orders = OrderFilter.take(given, now);
        return new ConversionFilter(orders, given.take("state", ConversionFilter::stage));
    }

    /// Those that a conversion with a sale can be in.
    private static Optional<Stage> stage(String text) {
        return List.of(Stage.CONVERTED, Stage.UNATTRIBUTED, Stage.UNPROVEN).stream()
                .filter(stage -> stage.text().equals(text))
                .findFirst();
    }

    /// The conversions among the orders that it shows.
    public ListedOrders.Rows<ConversionRow> rows(Tenant viewer) {
        return order -> isWanted(order) ? List.of(ConversionRow.of(viewer, order)) : List.of();
    }

    private boolean isWanted(OrderState order) {
        return state.isEmpty() || order.stage() == state.get();
    }
}
