package dev.tributary.domain.order;

import dev.tributary.domain.attribution.EnrollmentFacts;
import dev.tributary.domain.bonus.Milestones;
import dev.tributary.domain.commission.Captured;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.ledger.Draft;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.terms.TermsHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/// What an order says to the bonuses that its affiliates may reach by it.
final class OrderBonuses {
    private OrderBonuses() {}

    /// Empty in a program that gives none for conversions.
    static Optional<Milestones.Facts> facts(OrderDraft draft, AffiliateId affiliate, Instant occurredAt) {
        TermsHistory terms = draft.context.program().terms();
        return captured(draft, affiliate)
                .filter(found -> Milestones.mostItems(terms) > 0)
                .map(found -> new Milestones.Facts(
                        terms,
                        found.termsVersion(),
                        found.facts().day(),
                        found.facts().groups(),
                        Optional.ofNullable(draft.context.enrollments().get(affiliate))
                                .flatMap(EnrollmentFacts::firstApproved),
                        occurredAt,
                        ReleaseDays.latest(draft, affiliate),
                        tally -> Counting.isKept(tally, draft.today(), draft.context.program())));
    }

    /// Notes with the order's own entry until when what it counts may be lost again.
    /// @param counted in what the order counts by now
    static void through(OrderDraft draft, AffiliateId affiliate, Set<Tally> counted, Optional<Draft> open) {
        if (open.filter(entry -> !entry.isEmpty()).isEmpty()
                || Milestones.mostItems(draft.context.program().terms()) == 0) {
            return;
        }
        Draft entry = open.get();
        captured(draft, affiliate).ifPresent(found -> {
            Set<Tally> asked =
                    draft.context.program().terms().bonusTallies(found.facts().day());
            LocalDate day = ReleaseDays.latest(draft, affiliate);
            for (Tally tally : asked) {
                if (counted.contains(tally) && Counting.isKept(tally, draft.today(), draft.context.program())) {
                    Tally through = Milestones.through(tally);
                    long before = draft.accounts.of(affiliate).tallies().getOrDefault(through, 0L);
                    entry.count(through, Math.max(0, day.toEpochDay() - before));
                }
            }
        });
    }

    private static Optional<Captured> captured(OrderDraft draft, AffiliateId affiliate) {
        return draft.sale.stream()
                .flatMap(sale -> sale.captured().stream())
                .filter(one -> one.share().affiliate().equals(affiliate))
                .findFirst();
    }
}
