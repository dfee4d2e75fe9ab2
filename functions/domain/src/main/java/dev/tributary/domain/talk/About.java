package dev.tributary.domain.talk;

import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.id.PayoutId;
import dev.tributary.domain.id.RunId;

/// What a thread is about, beside its program: something that both sides can look at.
public sealed interface About {
    record OfOrder(OrderId order) implements About {}

    /// @param order in which the commission stands, since its id is a hash
    record OfCommission(OrderId order, CommissionId commission) implements About {}

    /// @param run in which the payout stands
    record OfPayout(RunId run, PayoutId payout) implements About {}

    record OfDispute(DisputeId dispute) implements About {}
}
