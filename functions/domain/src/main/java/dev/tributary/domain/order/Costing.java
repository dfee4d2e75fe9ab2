package dev.tributary.domain.order;

import dev.tributary.domain.commission.Captured;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.commission.Earned;
import dev.tributary.domain.commission.Earnings;
import dev.tributary.domain.commission.Earnings.Entitled;
import dev.tributary.domain.commission.Maturity;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsDocument;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What an order would cost under other terms, from what was captured with it: who is credited, the
/// facts, overrides and the first charge stay as they were; rules, limits, caps and counters are the
/// other terms'. Nothing is posted by it.
public final class Costing {
    private final OrderState order;
    private final Sale sale;
    private final List<Past> pasts;

    /// What was left of the order from a time on; empty when it was rejected.
    private record Past(Instant from, Optional<Left> left) {}

    /// By how much an order changes a counter, and when: first when it came, then by refunds.
    public record Turn(Instant at, Tally tally, long change) {}

    /// What a share costs.
    ///
    /// @param now what stands in the order, net of what was taken back
    /// @param then what the other terms leave of it by now
    /// @param rules under which the other terms pay it, and under which it was paid
    /// @param turns what it adds to the counters that were asked for
    public record Cost(AffiliateId affiliate, Money now, Money then, Rules rules, List<Turn> turns) {
        public Cost {
            turns = List.copyOf(turns);
        }
    }

    /// Without those that pay an affiliate of an override: no tier decides there.
    public record Rules(Set<RuleId> now, Set<RuleId> then) {
        public Rules {
            now = Set.copyOf(now);
            then = Set.copyOf(then);
        }
    }

    /// Where an affiliate's counters stand before this order, and where those of retroactive tiers end.
    public record Counters(Map<Tally, Long> before, Map<Tally, Long> ends) {
        public Counters {
            before = Map.copyOf(before);
            ends = Map.copyOf(ends);
        }
    }

    private Costing(OrderState order, Sale sale) {
        this.order = order;
        this.sale = sale;
        this.pasts = pasts();
    }

    /// Empty for what costs nothing under any terms: no sale, nobody credited, a test, rejected from the start, or
    /// without proof.
    public static Optional<Costing> of(OrderState order) {
        return order.sale()
                .filter(sale -> !sale.captured().isEmpty())
                .filter(Sale::counts)
                .map(sale -> new Costing(order, sale));
    }

    public List<AffiliateId> affiliates() {
        return order.affiliates();
    }

    /// In the program's zone.
    public LocalDate day() {
        return sale.captured().getFirst().facts().day();
    }

    public Instant receivedAt() {
        return sale.receivedAt();
    }

    /// Whether it was rejected after all.
    public boolean isRejected() {
        return pasts.getLast().left().isEmpty();
    }

    /// What a share adds to a counter by a time; of what came later, the first.
    public long count(AffiliateId affiliate, Tally tally, Instant until) {
        Captured captured = captured(affiliate);
        Past past = pasts.stream()
                .filter(one -> !one.from().isAfter(until))
                .reduce((_, later) -> later)
                .orElse(pasts.getFirst());
        return past.left()
                .map(left -> Counting.count(sale, captured, tally, left, List.of()))
                .orElse(0L);
    }

    /// In the order of the shares.
    /// @param asked which counters the turns are wanted of, beside those of the terms
    public List<Cost> costs(TermsDocument terms, Set<Tally> asked, Map<AffiliateId, Counters> counters) {
        List<Entitled> shares = sale.captured().stream()
                .map(captured -> entitled(
                        captured,
                        terms,
                        counters.getOrDefault(captured.share().affiliate(), new Counters(Map.of(), Map.of()))))
                .toList();
        List<Commission> earned =
                Earnings.of(sale.base(), shares).stream().map(this::commission).toList();
        SortedSet<Tally> tallies = new TreeSet<>(asked);
        tallies.addAll(terms.payTallies(day()));
        return sale.captured().stream()
                .map(captured -> cost(captured, earned, tallies))
                .toList();
    }

    private Cost cost(Captured captured, List<Commission> earned, Set<Tally> tallies) {
        AffiliateId affiliate = captured.share().affiliate();
        Past last = pasts.getLast();
        Money none = Money.zero(sale.base().amount().currency());
        Money then = last.left().isEmpty() ? none : sum(of(affiliate, reversed(earned, last)), none);
        Rules rules = captured.override().isPresent()
                ? new Rules(Set.of(), Set.of())
                : new Rules(paying(order.commissions(), affiliate), paying(earned, affiliate));
        return new Cost(
                affiliate,
                sum(of(affiliate, order.commissions()), none),
                then,
                rules,
                turns(captured, earned, tallies));
    }

    private static Set<RuleId> paying(List<Commission> commissions, AffiliateId affiliate) {
        Set<RuleId> rules = new HashSet<>();
        of(affiliate, commissions).stream()
                .filter(one -> one.amount().isPositive())
                .forEach(one -> rules.add(one.rule()));
        return rules;
    }

    private static List<Commission> of(AffiliateId affiliate, List<Commission> commissions) {
        return commissions.stream()
                .filter(one -> one.affiliate().equals(affiliate))
                .toList();
    }

    private static Money sum(List<Commission> commissions, Money none) {
        return commissions.stream().map(Commission::net).reduce(none, Money::plus);
    }

    private List<Turn> turns(Captured captured, List<Commission> earned, Set<Tally> tallies) {
        List<Turn> turns = new ArrayList<>();
        Map<Tally, Long> counted = new TreeMap<>();
        for (Past past : pasts) {
            List<Commission> left = reversed(earned, past);
            for (Tally tally : tallies) {
                long count = past.left()
                        .map(rest -> Counting.count(sale, captured, tally, rest, left))
                        .orElse(0L);
                long change = count - counted.getOrDefault(tally, 0L);
                if (change != 0) {
                    turns.add(new Turn(past.from(), tally, change));
                    counted.put(tally, count);
                }
            }
        }
        return turns;
    }

    private static List<Commission> reversed(List<Commission> earned, Past past) {
        return past.left()
                .map(left -> earned.stream()
                        .map(one -> one.with(
                                one.amount(), one.reversedAt(left.base(), left.parts()), one.adjusted(), one.lines()))
                        .toList())
                .orElse(List.of());
    }

    /// Where it stands and until when is of no meaning here.
    private Commission commission(Earned earned) {
        return new Commission(
                Commission.id(order.id(), earned.affiliate(), earned.rule()),
                earned.affiliate(),
                earned.rule(),
                earned.pay(),
                earned.lines(),
                earned.amount(),
                Money.zero(earned.amount().currency()),
                new Maturity(sale.occurredAt(), day(), false));
    }

    private Entitled entitled(Captured captured, TermsDocument terms, Counters counters) {
        LocalDate day = day();
        Map<Tally, Long> counted = new TreeMap<>();
        terms.payTallies(day).forEach(tally -> counted.put(tally, standing(tally, captured, counters)));
        // An override is the same under any terms, and so is what was counted for it.
        captured.override()
                .ifPresent(pay -> pay.tallies(day)
                        .forEach(tally ->
                                counted.putIfAbsent(tally, captured.tallies().getOrDefault(tally, 0L))));
        boolean keepsRate = captured.override().filter(Costing::isRetroactive).isPresent();
        Captured costed = keepsRate
                ? captured.recounted(counted)
                : new Captured(
                        captured.share(),
                        captured.termsVersion(),
                        captured.facts(),
                        captured.override(),
                        new TreeMap<>(counted),
                        captured.firstCharge());
        return new Entitled(costed, RetroactiveTiers.settled(terms, day, counters.ends()));
    }

    /// Clicks are counted by the day, not by orders: of them only what was captured is known.
    private static long standing(Tally tally, Captured captured, Counters counters) {
        Map<Tally, Long> known = tally.kind() == Tally.Kind.QUALIFIED_CLICKS ? captured.tallies() : counters.before();
        return known.getOrDefault(tally, 0L);
    }

    private static boolean isRetroactive(Pay pay) {
        return pay instanceof Pay.Tiered tiered && tiered.mode() == Pay.Tiered.Mode.RETROACTIVE;
    }

    private Captured captured(AffiliateId affiliate) {
        return sale.captured().stream()
                .filter(one -> one.share().affiliate().equals(affiliate))
                .findFirst()
                .orElseThrow();
    }

    /// What came before the sale, and waited for it, was applied with it.
    private List<Past> pasts() {
        Instant first = sale.receivedAt();
        SortedSet<Instant> times = new TreeSet<>(Set.of(first));
        order.refunds().forEach(refund -> {
            times.add(later(first, arrival(refund)));
            refund.wonBy().ifPresent(by -> times.add(later(first, arrivalOf(by, first))));
        });
        Optional<Instant> rejected = order.validation()
                .filter(word -> word.status() == Status.REJECTED)
                .map(word -> later(first, arrivalOf(word.receipt(), first)));
        rejected.ifPresent(times::add);
        return times.stream()
                .map(time -> new Past(
                        time,
                        rejected.filter(at -> !at.isAfter(time)).isPresent()
                                ? Optional.empty()
                                : Optional.of(leftAt(time))))
                .toList();
    }

    private Left leftAt(Instant time) {
        Instant first = sale.receivedAt();
        Stream<RefundRecord> applied = order.refunds().stream()
                .filter(refund -> !later(first, arrival(refund)).isAfter(time))
                .map(refund -> refund.wonBy()
                                .filter(by -> later(first, arrivalOf(by, first)).isAfter(time))
                                .isPresent()
                        ? refund.standing()
                        : refund);
        return Left.of(sale.content(), applied.toList());
    }

    private Instant arrival(RefundRecord refund) {
        return arrivalOf(refund.receipt(), refund.occurredAt());
    }

    private Instant arrivalOf(ReceiptId receipt, Instant otherwise) {
        return order.noted(receipt).map(ReceiptLine::receivedAt).orElse(otherwise);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
