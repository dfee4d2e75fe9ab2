package dev.tributary.domain.backtest;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.Costing.Turn;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.terms.RuleId;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a back-test has found of one affiliate so far.
///
/// @param now what its conversions of the period cost
/// @param then what they would have cost
/// @param conversions of the period that it has a share in; none that was rejected
/// @param counters where the tested terms' counters stand, of the periods that are not over
/// @param later what changes them by refunds, in the order of time
/// @param ends where the counters of retroactive tiers come to
/// @param tiers the highest steps that it stood at after a conversion of the period, by rule
public record BackTestRow(
        AffiliateId affiliate,
        Money now,
        Money then,
        long conversions,
        SortedMap<Tally, Long> counters,
        List<Turn> later,
        SortedMap<Tally, Long> ends,
        SortedMap<RuleId, Steps> tiers) {
    /// The number of a step, the first is 1; 0 where a rule has no tiers, or paid nothing.
    public record Steps(int now, int then) {
        /// A rule without tiers pays everybody at its only step.
        public boolean move() {
            return Math.max(1, now) != Math.max(1, then);
        }

        Steps atLeast(int oneNow, int oneThen) {
            return new Steps(Math.max(now, oneNow), Math.max(then, oneThen));
        }
    }

    public BackTestRow {
        counters = Collections.unmodifiableSortedMap(new TreeMap<>(counters));
        later = List.copyOf(later);
        ends = Collections.unmodifiableSortedMap(new TreeMap<>(ends));
        tiers = Collections.unmodifiableSortedMap(byText(tiers));
    }

    static BackTestRow empty(AffiliateId affiliate, Money none) {
        return new BackTestRow(affiliate, none, none, 0, new TreeMap<>(), List.of(), new TreeMap<>(), byText(Map.of()));
    }

    private static SortedMap<RuleId, Steps> byText(Map<RuleId, Steps> tiers) {
        SortedMap<RuleId, Steps> sorted = new TreeMap<>(Comparator.comparing(RuleId::text));
        sorted.putAll(tiers);
        return sorted;
    }

    /// What the tested terms would give it more, or less.
    public Money difference() {
        return then.minus(now);
    }

    /// Whether it has anything to do with the period itself: some are only counted before it.
    public boolean isShown() {
        return conversions > 0 || !now.isZero() || !then.isZero();
    }

    public boolean movesTier() {
        return tiers.values().stream().anyMatch(Steps::move);
    }
}
