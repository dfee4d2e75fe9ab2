package dev.tributary.domain.order;

import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.money.Money;
import java.util.List;

/// Which commissions of an order a refund took from: one of other items leaves it as it was.
public final class RefundReach {
    private RefundReach() {}

    /// Of a chargeback that was won, whether it took from it before. Others that were won are as if they had never
    /// been: with more left a refund reaches more, and none that it took from is left out.
    public static boolean touches(OrderState order, RefundRecord refund, Commission commission) {
        List<RefundRecord> earlier = order.refunds().subList(0, order.refunds().indexOf(refund));
        Left before = Left.of(order.sale().orElseThrow().content(), earlier);
        Left after = before.after(refund.amount(), refund.items());
        return !taken(commission, before).equals(taken(commission, after));
    }

    private static Money taken(Commission commission, Left left) {
        return commission.reversedAt(left.base(), left.parts());
    }
}
