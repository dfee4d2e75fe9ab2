package dev.tributary.domain.order;

import dev.tributary.domain.base.OrderContent;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.conversion.ConversionEvent.OrderUpdate;
import dev.tributary.domain.conversion.Fingerprint;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.conversion.UpdateId;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.Result.Kind;
import dev.tributary.domain.order.Result.Reason;
import dev.tributary.domain.order.Sale.NoPay;
import java.util.List;
import java.util.Optional;

/// An order gets another amount before its release: what was captured is applied to it again, and the
/// difference is posted.
final class Updates {
    private Updates() {}

    static Optional<UpdateRecord> find(List<UpdateRecord> updates, UpdateId id) {
        return updates.stream().filter(update -> update.id().equals(id)).findFirst();
    }

    /// @param draft an order with its sale
    static Result update(OrderDraft draft, OrderUpdate update, Postback postback) {
        Optional<UpdateRecord> known = find(draft.updates, update.update());
        if (known.isPresent()) {
            return known.get().fingerprint().sameAs(Fingerprint.of(update))
                    ? Result.of(Kind.DUPLICATE)
                    : Result.conflict(Reason.DIFFERENT_CONTENT);
        }
        boolean rejected = draft.validation
                .filter(word -> word.status() == Status.REJECTED)
                .isPresent();
        if (rejected || draft.isReleased()) {
            return Result.conflict(Reason.CLOSED);
        }
        Sale sale = draft.sale.orElseThrow();
        if (!update.amounts().currency().equals(sale.content().amount().currency())) {
            return Result.rejected(Reason.CURRENCY_MISMATCH);
        }
        if (Foreign.isTooLarge(sale.exchange(), update.amounts().amount())) {
            return Result.rejected(Reason.AMOUNT_TOO_LARGE);
        }
        if (update.amounts().amount().compareTo(refunded(draft)) < 0) {
            return Result.rejected(Reason.AMOUNT_BELOW_REFUNDS);
        }
        if (draft.updates.size() >= OrderState.MOST_UPDATES) {
            return Result.rejected(Reason.TOO_MANY);
        }
        Optional<OrderContent> content = sale.scaled().updated(update.amounts(), update.items());
        if (content.isEmpty()) {
            return Result.rejected(Reason.PARTS_EXCEED_AMOUNT);
        }
        draft.sale = Optional.of(sale.with(content.get()));
        List<Commission> before = List.copyOf(draft.commissions);
        // All of them until it is known: it is weighed with the most that it may say.
        draft.updates.add(new UpdateRecord(
                update.update(),
                Fingerprint.of(update),
                postback.receipt(),
                before.stream().map(Commission::id).toList()));
        if (!OrderWeight.fits(draft)) {
            draft.sale = Optional.of(sale);
            draft.updates.removeLast();
            return Result.rejected(Reason.TOO_MANY);
        }
        if (!sale.captured().isEmpty()
                && sale.noPay().filter(why -> why == NoPay.TEST).isEmpty()) {
            payAgain(draft, postback);
        }
        draft.updates.add(draft.updates.removeLast().leaving(untouched(before, draft.commissions)));
        return Result.of(Kind.UPDATED);
    }

    private static List<CommissionId> untouched(List<Commission> before, List<Commission> after) {
        return before.stream()
                .filter(old -> after.stream()
                        .anyMatch(now -> now.id().equals(old.id())
                                && now.amount().equals(old.amount())
                                && now.reversed().equals(old.reversed())))
                .map(Commission::id)
                .toList();
    }

    private static Money refunded(OrderDraft draft) {
        Money sum = Money.zero(draft.sale.orElseThrow().content().amount().currency());
        for (RefundRecord refund : draft.refunds) {
            sum = refund.isWon() ? sum : sum.plus(refund.amount());
        }
        return sum;
    }

    private static void payAgain(OrderDraft draft, Postback postback) {
        List<Commission> earned = Sales.earned(draft, draft.sale.orElseThrow());
        Optional<Validation> before = draft.validation;
        if (ReleaseDays.isPending(draft)) {
            ReleaseDays.keepOpen(draft, earned);
        }
        List<Commission> fresh = PayAgain.bring(draft, earned, affiliate -> true);
        if (!draft.validation.equals(before)) {
            ReleaseDays.settle(draft);
        }
        PayAgain.add(draft, fresh);
        draft.post(Cause.Kind.UPDATE, postback.occurredAt());
    }
}
