package dev.tributary.domain.backtest;

import dev.tributary.domain.backtest.BackTest.Phase;
import dev.tributary.domain.backtest.BackTest.Progress;
import dev.tributary.domain.backtest.BackTest.Sums;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.Costing;
import dev.tributary.domain.order.Costing.Cost;
import dev.tributary.domain.order.Costing.Counters;
import dev.tributary.domain.order.OrderLists.Listed;
import dev.tributary.domain.order.RetroactiveTiers;
import dev.tributary.domain.tally.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One part of a back-test: some orders, the oldest first, and what they change in its rows. It is
/// written whole or not at all, on the version of the test that it began with.
public final class BackTesting {
    /// With the test itself they fit into one transaction.
    public static final int MOST_AFFILIATES = 90;

    private BackTesting() {}

    /// @param rows those that changed, and new ones
    public record Part(BackTest test, List<BackTestRow> rows) {
        public Part {
            rows = List.copyOf(rows);
        }
    }

    /// The first ones of these orders, as many as fit into one part; at least one.
    public static List<Listed> fitting(List<Listed> orders) {
        Set<AffiliateId> affiliates = new LinkedHashSet<>();
        List<Listed> fitting = new ArrayList<>();
        for (Listed order : orders) {
            affiliates.addAll(affiliates(order));
            if (affiliates.size() > MOST_AFFILIATES && !fitting.isEmpty()) {
                break;
            }
            fitting.add(order);
        }
        return fitting;
    }

    /// Whose rows a part needs.
    public static Set<AffiliateId> affiliates(List<Listed> orders) {
        Set<AffiliateId> affiliates = new LinkedHashSet<>();
        orders.forEach(order -> affiliates.addAll(affiliates(order)));
        return affiliates;
    }

    private static List<AffiliateId> affiliates(Listed order) {
        return Costing.of(order.order()).map(Costing::affiliates).orElse(List.of());
    }

    /// @param orders the next ones of the test's phase, as `fitting` gave them
    /// @param last whether there are no more
    /// @param rows of their affiliates, those that are there
    public static Part part(
            BackTest test, List<Listed> orders, boolean last, Map<AffiliateId, BackTestRow> rows, Instant now) {
        Map<AffiliateId, RowDraft> drafts = new LinkedHashMap<>();
        affiliates(orders)
                .forEach(affiliate -> drafts.put(
                        affiliate,
                        new RowDraft(rows.getOrDefault(
                                affiliate,
                                BackTestRow.empty(
                                        affiliate, Money.zero(test.sums().now().currency()))))));
        for (Listed listed : orders) {
            Costing.of(listed.order()).ifPresent(order -> {
                if (test.progress().phase() == Phase.COUNTING) {
                    count(test, order, drafts);
                } else {
                    cost(test, order, test.covers(occurredAt(listed)), drafts);
                }
            });
        }
        List<BackTestRow> changed = new ArrayList<>();
        Sums sums = test.sums();
        for (Map.Entry<AffiliateId, RowDraft> draft : drafts.entrySet()) {
            BackTestRow row = draft.getValue().row();
            changed.add(row);
            sums = sums(sums, Optional.ofNullable(rows.get(draft.getKey())), row);
        }
        return new Part(test.with(sums).with(progress(test.progress(), orders, last, now)), changed);
    }

    private static Instant occurredAt(Listed listed) {
        return listed.order().sale().orElseThrow().occurredAt();
    }

    private static void count(BackTest test, Costing order, Map<AffiliateId, RowDraft> drafts) {
        for (Tally tally : RetroactiveTiers.tallies(test.tested().terms(), order.day())) {
            Instant until = test.closes(tally.period());
            order.affiliates().forEach(affiliate -> draft(drafts, affiliate).count(order, tally, until));
        }
    }

    private static void cost(BackTest test, Costing order, boolean covered, Map<AffiliateId, RowDraft> drafts) {
        Map<AffiliateId, Counters> counters = new HashMap<>();
        order.affiliates()
                .forEach(affiliate ->
                        counters.put(affiliate, draft(drafts, affiliate).at(order.day(), order.receivedAt())));
        Set<Tally> asked = test.tested().present().payTallies(order.day());
        asked.removeIf(tally -> tally.kind() == Tally.Kind.CAP);
        for (Cost cost : order.costs(test.tested().terms(), asked, counters)) {
            RowDraft draft = draft(drafts, cost.affiliate());
            draft.turns(cost.turns(), order.receivedAt());
            if (covered) {
                draft.cost(cost, !order.isRejected());
                draft.tiers(test.tested(), cost.rules(), order.day());
            }
        }
    }

    private static RowDraft draft(Map<AffiliateId, RowDraft> drafts, AffiliateId affiliate) {
        return Optional.ofNullable(drafts.get(affiliate)).orElseThrow();
    }

    /// An affiliate counts from its first conversion of the period on.
    private static Sums sums(Sums sums, Optional<BackTestRow> before, BackTestRow after) {
        int was = before.map(row -> row.difference().compareTo(zero(row))).orElse(0);
        int is = after.difference().compareTo(zero(after));
        boolean counted = before.filter(BackTestRow::isShown).isPresent();
        return new Sums(
                sums.now().plus(after.now()).minus(before.map(BackTestRow::now).orElse(zero(after))),
                sums.then()
                        .plus(after.then())
                        .minus(before.map(BackTestRow::then).orElse(zero(after))),
                sums.affiliates() + (after.isShown() && !counted ? 1 : 0),
                sums.gain() + (is > 0 ? 1 : 0) - (was > 0 ? 1 : 0),
                sums.lose() + (is < 0 ? 1 : 0) - (was < 0 ? 1 : 0));
    }

    private static Money zero(BackTestRow row) {
        return Money.zero(row.now().currency());
    }

    private static Progress progress(Progress before, List<Listed> orders, boolean last, Instant now) {
        boolean counted = last && before.phase() == Phase.COUNTING;
        boolean done = last && before.phase() == Phase.COSTING;
        Optional<Listed> latest = orders.isEmpty() ? Optional.empty() : Optional.of(orders.getLast());
        return new Progress(
                counted ? Phase.COSTING : done ? Phase.DONE : before.phase(),
                counted ? Optional.empty() : latest.map(Listed::position).or(before::position),
                counted ? Optional.empty() : latest.map(BackTesting::occurredAt).or(before::reached),
                counted ? 0 : before.orders() + orders.size(),
                0,
                now.plus(BackTest.LEASE),
                before.startedAt(),
                done ? Optional.of(now) : Optional.empty());
    }
}
