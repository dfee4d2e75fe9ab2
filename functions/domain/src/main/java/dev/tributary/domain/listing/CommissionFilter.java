package dev.tributary.domain.listing;

import java.time.Instant;
import java.util.Optional;

/// What a list of commissions is narrowed by.
public record CommissionFilter(OrderFilter orders, Optional<CommissionState> state) {
    /// Takes the filters and notes what is wrong with them; refuses nothing yet.
    public static CommissionFilter take(StatedFilters given, Instant now) {
        OrderFilter orders = OrderFilter.take(given, now);
        return new CommissionFilter(orders, given.take("state", CommissionState::parse));
    }

    public boolean isWanted(CommissionRow row) {
        return state.isEmpty() || row.state() == state.get();
    }
}
