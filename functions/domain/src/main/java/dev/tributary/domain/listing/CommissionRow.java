package dev.tributary.domain.listing;

import dev.tributary.domain.commission.ClickCommission;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.commission.Explanation;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.order.OrderState;

/// A commission in a list, with what explains it.
public sealed interface CommissionRow {
    CommissionId id();

    CommissionState state();

    ProgramId program();

    /// Of a conversion.
    record OfOrder(OrderState order, Commission commission, CommissionState state, Explanation explanation)
            implements CommissionRow {
        @Override
        public CommissionId id() {
            return commission.id();
        }

        @Override
        public ProgramId program() {
            return order.key().program();
        }
    }

    /// Of a day of clicks. Nothing takes it back but an adjustment, which stands for itself.
    record OfClicks(ClickCommission commission, CommissionState state) implements CommissionRow {
        @Override
        public CommissionId id() {
            return commission.id();
        }

        @Override
        public ProgramId program() {
            return commission.entry().account().program();
        }
    }
}
