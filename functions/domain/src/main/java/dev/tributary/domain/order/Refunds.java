package dev.tributary.domain.order;

import dev.tributary.domain.conversion.ConversionEvent.ChargebackWon;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.Fingerprint;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.RefundId;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.Result.Kind;
import dev.tributary.domain.order.Result.Reason;
import java.util.List;
import java.util.Optional;

/// What takes commissions back, in part or whole, and the chargeback that was won.
final class Refunds {
    private Refunds() {}

    static Optional<RefundRecord> find(List<RefundRecord> refunds, RefundId id) {
        return refunds.stream()
                .filter(refund -> refund.kind() != RefundRecord.Kind.UNAPPROVED
                        && refund.id().equals(id))
                .findFirst();
    }

    static Optional<RefundRecord> findChargeback(List<RefundRecord> refunds, RefundId id) {
        return find(refunds, id).filter(refund -> refund.kind() == RefundRecord.Kind.CHARGEBACK);
    }

    /// Whether a refund that is new fits what is left of the order.
    static Optional<Reason> fault(Refund refund, Left left, int known) {
        Optional<Money> amount = refund.amount();
        boolean otherCurrency =
                amount.filter(money -> !money.currency().equals(left.remainder().currency()))
                                .isPresent()
                        || refund.items().stream()
                                .flatMap(item -> item.amount().stream())
                                .anyMatch(money -> !money.currency()
                                        .equals(left.remainder().currency()));
        if (otherCurrency) {
            return Optional.of(Reason.CURRENCY_MISMATCH);
        }
        if (amount.filter(money -> money.compareTo(left.remainder()) > 0).isPresent()) {
            return Optional.of(Reason.REFUND_TOO_LARGE);
        }
        if (!left.knows(refund.items())) {
            return Optional.of(Reason.UNKNOWN_ITEM);
        }
        return known >= OrderState.MOST_REFUNDS ? Optional.of(Reason.TOO_MANY) : Optional.empty();
    }

    /// @param draft an order with its sale
    static Result refund(OrderDraft draft, Refund refund, Postback postback) {
        Optional<RefundRecord> known = find(draft.refunds, refund.refund());
        if (known.isPresent()) {
            return known.get().fingerprint().sameAs(Fingerprint.of(refund))
                    ? Result.of(Kind.DUPLICATE)
                    : Result.conflict(Reason.DIFFERENT_CONTENT);
        }
        Left left = draft.left();
        Optional<Reason> fault = fault(refund, left, draft.refunds.size());
        if (fault.isPresent()) {
            return Result.rejected(fault.get());
        }
        List<RefundedItem> taken = left.taken(refund.items());
        draft.refunds.add(new RefundRecord(
                switch (refund.kind()) {
                    case REFUND -> RefundRecord.Kind.REFUND;
                    case CHARGEBACK -> RefundRecord.Kind.CHARGEBACK;
                },
                refund.refund(),
                Fingerprint.of(refund),
                postback.receipt(),
                postback.occurredAt(),
                refund.amount().orElseGet(() -> left.amountOf(taken)),
                taken,
                Optional.empty()));
        if (!OrderWeight.fits(draft)) {
            draft.refunds.removeLast();
            return Result.rejected(Reason.TOO_MANY);
        }
        settle(draft, Cause.Kind.REVERSE, postback);
        return Result.of(Kind.REVERSED);
    }

    /// @param draft an order with its sale and that chargeback
    static Result won(OrderDraft draft, ChargebackWon won, Postback postback) {
        RefundRecord chargeback =
                findChargeback(draft.refunds, won.chargeback()).orElseThrow();
        if (chargeback.isWon()) {
            return Result.of(Kind.DUPLICATE);
        }
        draft.refunds.set(draft.refunds.indexOf(chargeback), chargeback.wonBy(postback.receipt()));
        settle(draft, Cause.Kind.REINSTATE, postback);
        return Result.of(Kind.UPDATED);
    }

    private static void settle(OrderDraft draft, Cause.Kind kind, Postback postback) {
        draft.settleReversals();
        draft.post(kind, postback.occurredAt());
    }
}
