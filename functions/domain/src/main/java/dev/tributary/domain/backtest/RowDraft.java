package dev.tributary.domain.backtest;

import dev.tributary.domain.backtest.BackTestRow.Steps;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.Costing;
import dev.tributary.domain.order.Costing.Cost;
import dev.tributary.domain.order.Costing.Turn;
import dev.tributary.domain.order.RetroactiveTiers;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsDocument;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A row while a part of a back-test changes it. Used once, by one thread.
final class RowDraft {
    /// Refunds that are known and have not come yet; of more the first ones count at once.
    static final int MOST_LATER = 200;

    private final BackTestRow before;
    private Money now;
    private Money then;
    private long conversions;
    private final Map<Tally, Long> counters;
    private final List<Turn> later;
    private final Map<Tally, Long> ends;
    private final TreeMap<RuleId, Steps> tiers;

    RowDraft(BackTestRow before) {
        this.before = before;
        now = before.now();
        then = before.then();
        conversions = before.conversions();
        counters = new TreeMap<>(before.counters());
        later = new ArrayList<>(before.later());
        ends = new TreeMap<>(before.ends());
        tiers = new TreeMap<>(before.tiers());
    }

    BackTestRow row() {
        return new BackTestRow(
                before.affiliate(), now, then, conversions, new TreeMap<>(counters), later, new TreeMap<>(ends), tiers);
    }

    /// Counts to the end of a period.
    void count(Costing order, Tally tally, Instant until) {
        long count = order.count(before.affiliate(), tally, until);
        if (count != 0) {
            ends.merge(tally, count, Math::addExact);
        }
    }

    /// Where its counters stand when an order comes: what is refunded by then counts no more.
    Costing.Counters at(LocalDate day, Instant time) {
        counters.keySet().removeIf(tally -> isOver(tally, day));
        later.removeIf(turn -> isOver(turn.tally(), day));
        while (!later.isEmpty() && !later.getFirst().at().isAfter(time)) {
            apply(later.removeFirst());
        }
        return new Costing.Counters(counters, ends);
    }

    private static boolean isOver(Tally tally, LocalDate day) {
        return tally.period().end().filter(end -> !end.isAfter(day)).isPresent();
    }

    /// What the order itself adds, it adds at once, though it came late: the oldest counts first.
    void turns(List<Turn> turns, Instant receivedAt) {
        for (Turn turn : turns) {
            if (turn.at().isAfter(receivedAt)) {
                later.add(turn);
            } else {
                apply(turn);
            }
        }
        later.sort(Comparator.comparing(Turn::at));
        while (later.size() > MOST_LATER) {
            apply(later.removeFirst());
        }
    }

    private void apply(Turn turn) {
        counters.merge(turn.tally(), turn.change(), Math::addExact);
    }

    void cost(Cost cost, boolean counts) {
        now = now.plus(cost.now());
        then = then.plus(cost.then());
        conversions += counts ? 1 : 0;
    }

    /// After the order was counted.
    void tiers(BackTest.Tested tested, Costing.Rules rules, LocalDate day) {
        rules.now().forEach(rule -> reach(rule, step(tested.present(), rule, day, counters), 0));
        Set<Tally> settled = RetroactiveTiers.tallies(tested.terms(), day);
        rules.then().forEach(rule -> reach(rule, 0, step(tested.terms(), rule, day, endsOf(settled))));
    }

    private Map<Tally, Long> endsOf(Set<Tally> settled) {
        Map<Tally, Long> standing = new TreeMap<>(counters);
        settled.forEach(tally -> standing.put(tally, ends.getOrDefault(tally, 0L)));
        return standing;
    }

    private void reach(RuleId rule, int stepNow, int stepThen) {
        if (stepNow > 0 || stepThen > 0) {
            tiers.merge(rule, new Steps(stepNow, stepThen), (known, _) -> known.atLeast(stepNow, stepThen));
        }
    }

    private static int step(TermsDocument terms, RuleId id, LocalDate day, Map<Tally, Long> standing) {
        return terms.rules().stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .filter(rule -> rule.pay() instanceof Pay.Tiered tiered && tiered.measure() != Measure.QUALIFIED_CLICKS)
                .map(rule -> step((Pay.Tiered) rule.pay(), day, standing))
                .orElse(0);
    }

    private static int step(Pay.Tiered pay, LocalDate day, Map<Tally, Long> standing) {
        long counter = standing.getOrDefault(Tally.of(pay.measure(), Period.of(pay.period(), day)), 0L);
        int reached = (int)
                pay.steps().stream().filter(step -> step.from() <= counter).count();
        return Math.max(1, reached);
    }
}
