package dev.tributary.domain.order;

import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.commission.Maturity;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.ledger.Draft;
import dev.tributary.domain.ledger.Hold;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.ValidationPolicy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// In which day commissions stand. While their conversion is pending all of them stand in the day in
/// which time approves it: none is released before the merchant can say no. Approved, each stands in
/// the day of its own hold.
final class ReleaseDays {
    private ReleaseDays() {}

    /// A pending conversion of a program without decisions is approved when the longest hold is over among
    /// the commissions that there are: a rule that pays nothing keeps nothing open.
    /// @param earned by the content that the order has now
    static void keepOpen(OrderDraft draft, List<Commission> earned) {
        Sale sale = draft.sale.orElseThrow();
        TermsDocument terms = Sales.terms(draft, sale.captured().getFirst());
        if (terms.validation().mode() == ValidationPolicy.Mode.AUTO) {
            Instant end = earned.stream()
                    .filter(one -> one.amount().isPositive())
                    .map(one -> one.maturity().holdEnd())
                    .max(Comparator.naturalOrder())
                    .orElseGet(() -> Hold.end(sale.occurredAt(), terms.holdDays()));
            draft.validation = draft.validation.map(word -> word.approvedFrom(end));
        }
    }

    /// Where one that is earned now stands. One whose time has come is released with its entry; nothing
    /// ever enters a day that was released.
    static Maturity of(OrderDraft draft, Commission commission) {
        Maturity old = commission.maturity();
        Instant approved = draft.validation.orElseThrow().approvesAt();
        Instant end = isPending(draft) && approved.isAfter(old.holdEnd()) ? approved : old.holdEnd();
        LocalDate day = Hold.releaseDay(end, draft.context.program().zone());
        // A hold of 0 is over even for an event that a fast clock put a little into the future.
        boolean over = !end.isAfter(draft.context.now())
                || !end.isAfter(draft.sale.orElseThrow().occurredAt());
        boolean released = over || draft.accounts.of(commission.affiliate()).isReleased(day);
        return new Maturity(old.holdEnd(), day, released, old.reviewEnds());
    }

    /// Moves what is not released to where it stands by now: to another day, or on to Available. What is
    /// under review stays there, and goes to its day afterwards.
    static void settle(OrderDraft draft) {
        for (int index = 0; index < draft.commissions.size(); index++) {
            Commission commission = draft.commissions.get(index);
            if (draft.isReleased(commission)) {
                continue;
            }
            Maturity old = commission.maturity();
            Maturity now = of(draft, commission);
            LocalDate day = now.released() ? old.day() : now.day();
            if (old.reviewEnds().isEmpty()) {
                Draft entry = draft.entry(commission);
                if (now.released()) {
                    entry.release(old.day(), commission.own(), Optional.of(commission.id()));
                } else {
                    entry.reschedule(old.day(), day, commission.own(), Optional.of(commission.id()));
                }
            }
            draft.commissions.set(
                    index, commission.with(new Maturity(old.holdEnd(), day, now.released(), old.reviewEnds())));
        }
    }

    /// The day in which the conversion stands for one of its affiliates: the latest of its commissions, or
    /// without one, that of the hold.
    static LocalDate latest(OrderDraft draft, AffiliateId affiliate) {
        ZoneId zone = draft.context.program().zone();
        Sale sale = draft.sale.orElseThrow();
        Instant hold = Hold.end(
                sale.occurredAt(),
                Sales.terms(draft, sale.captured().getFirst()).holdDays());
        Instant approved = draft.validation.orElseThrow().approvesAt();
        Instant end = isPending(draft) && approved.isAfter(hold) ? approved : hold;
        return draft.earning()
                .filter(one -> one.affiliate().equals(affiliate))
                .map(Commission::maturity)
                .map(maturity -> maturity.reviewEnds()
                        .map(review -> Hold.releaseDay(review, zone))
                        .filter(day -> day.isAfter(maturity.day()))
                        .orElse(maturity.day()))
                .max(Comparator.naturalOrder())
                .orElseGet(() -> Hold.releaseDay(end, zone));
    }

    /// By now: one that time has approved stays so, whatever an update changes.
    static boolean isPending(OrderDraft draft) {
        return draft.validation.orElseThrow().at(draft.context.now()) == Status.PENDING;
    }
}
