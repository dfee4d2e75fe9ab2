package dev.tributary.domain.listing;

import java.time.Instant;
import java.util.Optional;

/// What a list of commissions is narrowed by.
public record CommissionFilter(OrderFilter orders, Optional<CommissionKind> kind, Optional<CommissionState> state) {
    /// Takes the filters and notes what is wrong with them; refuses nothing yet.
    public static CommissionFilter take(StatedFilters given, Instant now) {
        OrderFilter orders = OrderFilter.take(given, now);
        return new CommissionFilter(
                orders, given.take("kind", CommissionKind::parse), given.take("state", CommissionState::parse));
    }

    /// What it leaves of what somebody sees; of another kind nothing is read.
    public ProgramWalk.Within<CommissionRow> of(ListedCommissions listed) {
        return listed.within(kind, this::isWanted);
    }

    private boolean isWanted(CommissionRow row) {
        return state.isEmpty() || row.state() == state.get();
    }
}
