package dev.tributary.domain.listing;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.attribution.Attribution.Attributed;
import dev.tributary.domain.attribution.Attribution.Reason;
import dev.tributary.domain.attribution.Attribution.Share;
import dev.tributary.domain.attribution.Attribution.Unattributed;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.ReceiptLine;
import dev.tributary.domain.order.RefundRecord;
import dev.tributary.domain.order.Sale;
import java.util.List;
import java.util.Optional;

/// A conversion as one tenant sees it. An affiliate sees its own share and commissions; who called, and how
/// often, is the merchant's.
///
/// @param order has a sale
/// @param receipts empty for an affiliate
public record ConversionRow(
        OrderState order,
        List<Share> shares,
        Optional<Reason> unattributed,
        List<CommissionId> commissions,
        Optional<List<ReceiptLine>> receipts) {
    public ConversionRow {
        shares = List.copyOf(shares);
        commissions = List.copyOf(commissions);
    }

    /// @param order that the viewer sees
    public static ConversionRow of(Tenant viewer, OrderState order) {
        Sale sale = order.sale().orElseThrow();
        List<Share> shares = sale.attribution() instanceof Attributed attributed ? attributed.shares() : List.of();
        return new ConversionRow(
                order,
                shares.stream()
                        .filter(share -> !viewer.isForeign(Optional.of(share.affiliate())))
                        .toList(),
                sale.attribution() instanceof Unattributed(var reason) ? Optional.of(reason) : Optional.empty(),
                order.commissions().stream()
                        .filter(commission -> !viewer.isForeign(Optional.of(commission.affiliate())))
                        .map(commission -> commission.id())
                        .toList(),
                viewer.asAffiliate().isPresent() ? Optional.empty() : Optional.of(order.receipts()));
    }

    public Sale sale() {
        return order.sale().orElseThrow();
    }

    /// Never more than the amount: an update may have lowered it since.
    public Money refunded() {
        Money amount = sale().content().amount();
        Money sum = Money.zero(amount.currency());
        for (RefundRecord refund : order.refunds()) {
            sum = refund.isWon() ? sum : sum.plus(refund.amount());
        }
        return sum.min(amount);
    }
}
