package dev.tributary.domain.order;

import dev.tributary.domain.base.Base;
import dev.tributary.domain.base.BaseLine;
import dev.tributary.domain.commission.Captured;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.ledger.Hold;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.tally.Tally;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What an order adds to the tallies of its affiliates by now, net of refunds: always computed from the
/// whole order, so that an entry carries the difference to what was counted before. Tiers count the
/// whole base of a sale or a charge, other measures each conversion; caps count what was earned.
final class Counting {
    private Counting() {}

    static Map<AffiliateId, Map<Tally, Long>> of(OrderDraft draft) {
        Map<AffiliateId, Map<Tally, Long>> counts = new HashMap<>();
        draft.sale.ifPresent(sale -> sale.captured().forEach(captured -> {
            Map<Tally, Long> own = new TreeMap<>();
            captured.tallies().keySet().forEach(tally -> own.put(tally, count(draft, sale, captured, tally)));
            own.values().removeIf(count -> count == 0);
            counts.put(captured.share().affiliate(), own);
        }));
        return counts;
    }

    /// What caps count of one share by now; 0 where that is nothing.
    static Map<Tally, Long> caps(OrderDraft draft, Captured captured) {
        Sale sale = draft.sale.orElseThrow();
        Map<Tally, Long> caps = new TreeMap<>();
        captured.tallies().keySet().stream()
                .filter(tally -> tally.kind() == Tally.Kind.CAP)
                .forEach(cap -> caps.put(cap, count(draft, sale, captured, cap)));
        return caps;
    }

    private static long count(OrderDraft draft, Sale sale, Captured captured, Tally tally) {
        boolean counts = sale.counts();
        boolean stands = draft.validation
                .filter(word -> word.status() == Status.REJECTED)
                .isEmpty();
        if (!counts || !stands) {
            return 0;
        }
        return count(sale, captured, tally, draft.left(), draft.commissions);
    }

    /// What a share of an order adds when so much of the order is left, with these commissions.
    static long count(Sale sale, Captured captured, Tally tally, Left left, List<Commission> commissions) {
        boolean gone = left.remainder().isZero() && sale.content().amount().isPositive();
        return switch (tally.kind()) {
            case REVENUE ->
                captured.facts().event().isRevenue()
                        ? remaining(sale.base(), left)
                                .times(captured.share().part())
                                .rounded()
                        : 0;
            case CONVERSIONS -> gone ? 0 : 1;
            case NEW_CUSTOMERS -> !gone && captured.facts().newCustomer().orElse(false) ? 1 : 0;
            case QUALIFIED_CLICKS -> 0;
            case SALES -> !gone && captured.facts().event().isRevenue() ? 1 : 0;
            case BONUS_MET, BONUS_DAY, BONUS_VERSION, BONUS_THROUGH ->
                throw new IllegalStateException("no order counts in " + tally.text());
            case CAP -> earned(commissions, captured.share().affiliate(), tally.rule());
        };
    }

    static Fraction remaining(Base base, Left left) {
        Fraction sum = Fraction.ZERO;
        List<BaseLine> lines = base.lines();
        for (int line = 0; line < lines.size(); line++) {
            sum = sum.plus(lines.get(line).base().times(left.parts().get(line)));
        }
        return sum;
    }

    private static long earned(List<Commission> commissions, AffiliateId affiliate, Optional<String> rule) {
        return commissions.stream()
                .filter(one -> one.affiliate().equals(affiliate)
                        && rule.filter(id -> !id.equals(one.rule().text())).isEmpty())
                .mapToLong(one -> one.net().minor())
                .reduce(0, Math::addExact);
    }

    /// A period that ended 100 days and the hold, or the days for decisions, ago is counted no more: no
    /// event of it can come, and nothing of it can be lost. What left the account does not come back to it.
    static boolean isKept(Tally tally, LocalDate today, ProgramFacts program) {
        long days = Orders.OLDEST.toDays() + program.terms().longestWaitDays(tally.period(), program.zone());
        return tally.period()
                .end()
                .filter(end -> end.plusDays(days).isBefore(today))
                .isEmpty();
    }

    /// Up to the end of a period and the hold, a change of its tier pays the period again.
    static boolean rerates(Tally tally, ProgramFacts program, Instant now) {
        int days = program.terms().longestHoldDays(tally.period(), program.zone());
        return tally.period()
                .end()
                .map(end -> Hold.end(end.atStartOfDay(program.zone()).toInstant(), days))
                .filter(end -> !now.isBefore(end))
                .isEmpty();
    }
}
