package dev.tributary.domain.oracle.earning;

import dev.tributary.domain.oracle.Exact;
import dev.tributary.domain.oracle.earning.Situation.Cap;
import dev.tributary.domain.oracle.earning.Situation.Pay;
import dev.tributary.domain.oracle.earning.Situation.Rule;
import dev.tributary.domain.oracle.earning.Situation.Share;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What each share earns by each rule, in the design's order: base, rule, tier, least and most, split,
/// caps, one rounding.
final class Earning {
    private final Situation situation;
    private final Worth worth;
    private final int decimals;
    private final Consumer<String> met;

    /// What one share earns by one rule, step by step; `lines` by their index.
    record Paid(
            int affiliate,
            String rule,
            List<Integer> lines,
            Exact full,
            Exact limited,
            Exact shared,
            Exact capped,
            BigDecimal amount) {}

    private record Step(String rule, List<Integer> lines, Exact full, Exact limited, Exact shared, Exact capped) {
        Step limited(Exact exact) {
            return new Step(rule, lines, full, exact, exact, exact);
        }

        Step shared(Exact part) {
            Exact exact = limited.times(part);
            return new Step(rule, lines, full, limited, exact, exact);
        }

        Step capped(Exact exact) {
            return new Step(rule, lines, full, limited, shared, exact);
        }
    }

    private Earning(Situation situation, Consumer<String> met) {
        this.situation = situation;
        this.met = met;
        worth = Worth.of(situation, met);
        decimals = Worth.decimals(situation.currency());
    }

    static List<Paid> of(Situation situation) {
        return of(situation, _ -> {});
    }

    /// @param met is told which kinds of case the situation has come to
    static List<Paid> of(Situation situation, Consumer<String> met) {
        return new Earning(situation, met).paid();
    }

    private List<Paid> paid() {
        List<List<Step>> shares = new ArrayList<>();
        for (Share share : situation.shares()) {
            List<Step> steps = new ArrayList<>();
            limited(share, full(share)).forEach(step -> steps.add(step.shared(share.part())));
            shares.add(capped(share, steps));
        }
        boolean together = isTogether();
        met.accept(together ? "rounded together" : "rounded alone");
        List<List<BigDecimal>> amounts = together ? together(shares) : alone(shares);
        List<Paid> paid = new ArrayList<>();
        for (int number = 0; number < shares.size(); number++) {
            for (int rule = 0; rule < shares.get(number).size(); rule++) {
                Step step = shares.get(number).get(rule);
                paid.add(new Paid(
                        situation.shares().get(number).affiliate(),
                        step.rule(),
                        step.lines(),
                        step.full(),
                        step.limited(),
                        step.shared(),
                        step.capped(),
                        amounts.get(number).get(rule)));
            }
        }
        return paid;
    }

    private List<Step> full(Share share) {
        Paying paying = new Paying(situation, share, worth, met);
        List<Step> steps = new ArrayList<>();
        Map<Rule, List<Integer>> won = new Matching(situation, share, worth, met).won();
        if (won.size() > 1) {
            met.accept("several rules win");
        }
        won.forEach((rule, lines) -> {
            Pay pay = share.override().orElse(rule.pay());
            share.override().ifPresent(_ -> met.accept("override"));
            Exact full = paying.pay(pay, lines);
            steps.add(new Step(rule.id(), lines, full, full, full, full));
        });
        return steps;
    }

    /// Of all rules together, spread by what each pays; the least needs a pay above 0.
    private List<Step> limited(Share share, List<Step> steps) {
        Exact sum = sum(steps.stream().map(Step::full).toList());
        Exact target = sum;
        if (sum.signum() > 0 && share.terms().least().isPresent()) {
            Exact least = Exact.of(share.terms().least().get());
            if (least.compareTo(sum) > 0) {
                met.accept("least binds");
                target = least;
            }
        } else if (share.terms().least().isPresent()) {
            met.accept("least without pay");
        }
        if (share.terms().most().isPresent()) {
            Exact most = Exact.of(share.terms().most().get());
            if (most.compareTo(target) < 0) {
                met.accept("most binds");
                target = most;
            }
        }
        Exact scale = sum.signum() == 0 ? Exact.ONE : target.dividedBy(sum);
        return steps.stream()
                .map(step -> step.limited(step.full().times(scale)))
                .toList();
    }

    /// Each cap takes what exceeds its room from those that it counts, by what each has: those of one
    /// rule first.
    private List<Step> capped(Share share, List<Step> steps) {
        List<Cap> caps = new ArrayList<>(share.terms().caps());
        caps.removeIf(cap -> cap.rule().isEmpty());
        share.terms().caps().stream().filter(cap -> cap.rule().isEmpty()).forEach(caps::add);
        List<Step> now = steps;
        for (Cap cap : caps) {
            List<Exact> counted = now.stream()
                    .filter(step -> cap.rule().isEmpty() || cap.rule().get().equals(step.rule()))
                    .map(Step::capped)
                    .toList();
            Exact sum = sum(counted);
            Exact room = room(cap, share);
            if (sum.compareTo(room) > 0) {
                met.accept((cap.rule().isPresent() ? "cap of a rule by " : "cap of all by ") + cap.length());
                met.accept(room.signum() == 0 ? "cap without room" : "cap with room");
                Exact scale = room.dividedBy(sum);
                now = now.stream()
                        .map(step -> cap.rule().isEmpty() || cap.rule().get().equals(step.rule())
                                ? step.capped(step.capped().times(scale))
                                : step)
                        .toList();
            }
        }
        return now;
    }

    private Exact room(Cap cap, Share share) {
        BigDecimal counted = new Paying(situation, share, worth, met).counted("cap", cap.rule(), cap.length());
        return Exact.of(cap.most().subtract(counted).max(BigDecimal.ZERO));
    }

    private boolean isTogether() {
        // A cut whose rest nobody gets is a split too.
        boolean split =
                situation.shares().stream().anyMatch(share -> share.part().compareTo(Exact.ONE) != 0);
        if (split) {
            met.accept("split");
        }
        return split
                || situation.shares().stream()
                        .map(Share::terms)
                        .anyMatch(terms -> terms.least().isPresent()
                                || terms.most().isPresent()
                                || terms.caps().stream()
                                        .anyMatch(cap -> cap.rule().isEmpty()));
    }

    private List<List<BigDecimal>> alone(List<List<Step>> shares) {
        return shares.stream()
                .map(steps -> steps.stream()
                        .map(step -> Cents.alone(step.capped(), decimals, met))
                        .toList())
                .toList();
    }

    /// First the shares to the whole, then the rules of each to its own.
    private List<List<BigDecimal>> together(List<List<Step>> shares) {
        List<Exact> sums = shares.stream()
                .map(steps -> sum(steps.stream().map(Step::capped).toList()))
                .toList();
        BigDecimal whole = Cents.alone(sum(sums), decimals, met);
        List<BigDecimal> totals = Cents.together(sums, whole, decimals, met);
        List<List<BigDecimal>> amounts = new ArrayList<>();
        for (int number = 0; number < shares.size(); number++) {
            List<Exact> parts = shares.get(number).stream().map(Step::capped).toList();
            amounts.add(Cents.together(parts, totals.get(number), decimals, met));
        }
        return amounts;
    }

    private static Exact sum(List<Exact> parts) {
        Exact sum = Exact.ZERO;
        for (Exact part : parts) {
            sum = sum.plus(part);
        }
        return sum;
    }
}
