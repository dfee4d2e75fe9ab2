package dev.tributary.domain.order;

import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.Sale.NoPay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Brings the commissions of an order to what its sale, as it is by now, earns: the difference is posted.
final class PayAgain {
    private PayAgain() {}

    /// @param earned what the sale earns by now
    /// @param whose the affiliates whose commissions change; no other's account need be read
    /// @return what is earned and not there yet
    static List<Commission> bring(OrderDraft draft, List<Commission> earned, Predicate<AffiliateId> whose) {
        List<Commission> fresh = new ArrayList<>(
                earned.stream().filter(one -> whose.test(one.affiliate())).toList());
        Left left = draft.left();
        for (int index = 0; index < draft.commissions.size(); index++) {
            Commission old = draft.commissions.get(index);
            if (old.isGone() || !whose.test(old.affiliate())) {
                continue;
            }
            Optional<Commission> now =
                    fresh.stream().filter(one -> one.id().equals(old.id())).findFirst();
            now.ifPresent(fresh::remove);
            Money nothing = Money.zero(old.amount().currency());
            draft.commissions.set(
                    index,
                    draft.changed(
                            old,
                            now.map(Commission::amount).orElse(nothing),
                            now.map(one -> target(draft, one.restored(old.restored()), left))
                                    .orElse(nothing),
                            now.map(Commission::lines).orElse(List.of())));
        }
        return fresh;
    }

    /// Lines of a kind that the order did not have before, or a step that pays where none did: a commission
    /// of their own. One of which nothing was left begins anew.
    static void add(OrderDraft draft, List<Commission> fresh) {
        Left left = draft.left();
        for (Commission one : fresh) {
            if (one.amount().isPositive()) {
                draft.commissions.removeIf(old -> old.id().equals(one.id()));
                Commission accrued = Sales.accrue(draft, one);
                draft.commissions.add(
                        draft.changed(accrued, accrued.amount(), target(draft, accrued, left), accrued.lines()));
            }
        }
        Sale sale = draft.sale.orElseThrow();
        Optional<NoPay> noPay = draft.earning().findAny().isPresent()
                ? Optional.empty()
                : sale.noPay().or(() -> Optional.of(NoPay.PAY_ZERO));
        draft.sale = Optional.of(sale.with(noPay));
    }

    private static Money target(OrderDraft draft, Commission commission, Left left) {
        return draft.reversalTarget(commission, left.base(), left.parts());
    }
}
