package dev.tributary.domain.commission;

import dev.tributary.domain.base.Base;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.terms.Cap;
import dev.tributary.domain.terms.Limits;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsDocument;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a conversion earns, from what was captured with it and nothing else: base by line → rule → tier
/// → least and most on the conversion's sum → share → caps → rounded once per commission.
public final class Earnings {
    private Earnings() {}

    /// A share and the terms that pay it.
    public record Entitled(Captured captured, TermsDocument terms) {
        private Entitled first() {
            return new Entitled(captured.first(), terms);
        }
    }

    /// Every commission that the terms give, those of 0.00 too: in the order of the shares, then of the
    /// rules. Those that share a limit, a cap of all rules or a split are rounded together.
    /// @param shares in the order in which ties are decided: the earliest click first
    public static List<Earned> of(Base base, List<Entitled> shares) {
        CurrencyCode currency = base.amount().currency();
        List<List<Draft>> first = new ArrayList<>();
        for (Entitled entitled : shares) {
            first.add(drafts(entitled.first(), base));
        }
        // Each share comes to a whole amount first, so that its own limits and caps hold to the cent.
        boolean split = shares.size() > 1
                || shares.stream()
                        .anyMatch(one -> !one.captured().share().part().equals(Fraction.ONE));
        List<Long> totals = Rounding.together(first.stream().map(Earnings::sum).toList());
        List<Earned> earned = new ArrayList<>();
        for (int index = 0; index < shares.size(); index++) {
            Entitled entitled = shares.get(index);
            // A share that came to another tier is rounded by itself: the others' cents are not its affair.
            boolean again = entitled.captured().isRerated();
            List<Draft> own = again ? drafts(entitled, base) : first.get(index);
            boolean together = split || sharesLimit(entitled.terms());
            List<Fraction> exact = own.stream().map(Draft::exact).toList();
            List<Long> amounts = !together
                    ? exact.stream().map(Fraction::rounded).toList()
                    : again ? Rounding.together(exact) : Rounding.together(exact, totals.get(index));
            for (int rule = 0; rule < own.size(); rule++) {
                earned.add(own.get(rule).earned(together, new Money(amounts.get(rule), currency)));
            }
        }
        return List.copyOf(earned);
    }

    private static List<Draft> drafts(Entitled entitled, Base base) {
        return capped(entitled, limited(entitled, rules(entitled, base)));
    }

    private static boolean sharesLimit(TermsDocument terms) {
        return !terms.limits().equals(Limits.NONE)
                || terms.caps().stream().anyMatch(cap -> cap.rule().isEmpty());
    }

    /// One commission while it is computed; `exact` is the last step so far.
    private record Draft(
            Captured captured,
            RuleId rule,
            Pay pay,
            List<Integer> lines,
            Fraction base,
            List<Earned.Part> parts,
            Fraction full,
            Fraction limited,
            Fraction shared,
            Fraction exact) {
        Draft limited(Fraction amount) {
            Fraction part = captured.share().part();
            Fraction times = amount.times(part);
            return new Draft(captured, rule, pay, lines, base, parts, full, amount, times, times);
        }

        Draft capped(Fraction amount) {
            return new Draft(captured, rule, pay, lines, base, parts, full, limited, shared, amount);
        }

        Earned earned(boolean together, Money amount) {
            return new Earned(
                    captured.share().affiliate(),
                    rule,
                    pay,
                    lines,
                    base,
                    parts,
                    full,
                    limited,
                    shared,
                    exact,
                    together,
                    amount);
        }
    }

    private static List<Draft> rules(Entitled entitled, Base base) {
        Captured captured = entitled.captured();
        List<Draft> drafts = new ArrayList<>();
        for (TermsDocument.Won won : entitled.terms().evaluate(captured.facts(), base)) {
            Pay pay = captured.override().orElse(won.rule().pay());
            Fraction of = base.of(won.lines());
            List<Earned.Part> parts = parts(pay, captured, base, of);
            long quantity = base.quantity(won.lines());
            Fraction full = parts.stream()
                    .map(part -> part.pay().of(of, quantity).times(part.weight()))
                    .reduce(Fraction.ZERO, Fraction::plus);
            drafts.add(new Draft(captured, won.rule().id(), pay, won.lines(), of, parts, full, full, full, full));
        }
        return drafts;
    }

    private static List<Earned.Part> parts(Pay pay, Captured captured, Base whole, Fraction base) {
        return switch (pay) {
            case Pay.Flat flat -> List.of(Earned.Part.whole(base, flat));
            case Pay.Tiered tiered -> Tiers.parts(tiered, captured, whole, base);
            case Pay.Staged staged ->
                stage(staged, captured)
                        .map(flat -> List.of(Earned.Part.whole(base, flat)))
                        .orElse(List.of());
        };
    }

    /// The stage of a charge's day: before the first charge plus so many months, clamped to the month's
    /// end. What is no charge of a subscription counts as its own first.
    private static Optional<Pay.Flat> stage(Pay.Staged staged, Captured captured) {
        LocalDate day = captured.facts().day();
        LocalDate first = captured.firstCharge().orElse(day);
        long months = 0;
        for (Pay.Stage stage : staged.stages()) {
            if (stage.months().isEmpty()) {
                return Optional.of(stage.pay());
            }
            months += stage.months().get();
            if (day.isBefore(first.plusMonths(months))) {
                return Optional.of(stage.pay());
            }
        }
        return Optional.empty();
    }

    /// The least counts where something is paid at all; what it adds or the most takes is spread pro
    /// rata.
    private static List<Draft> limited(Entitled entitled, List<Draft> drafts) {
        Limits limits = entitled.terms().limits();
        Fraction sum = sum(drafts);
        Fraction limited = sum;
        if (limits.least().isPresent()) {
            Fraction least = Fraction.of(limits.least().get().minor());
            limited = limited.compareTo(least) < 0 ? least : limited;
        }
        if (limits.most().isPresent()) {
            limited = limited.min(Fraction.of(limits.most().get().minor()));
        }
        Fraction scale = sum.isZero() ? Fraction.ZERO : limited.dividedBy(sum);
        return drafts.stream()
                .map(draft -> draft.limited(draft.full().times(scale)))
                .toList();
    }

    /// Caps of one rule first, then those of all.
    private static List<Draft> capped(Entitled entitled, List<Draft> drafts) {
        List<Draft> capped = drafts;
        for (Cap cap : entitled.terms().caps()) {
            if (cap.rule().isPresent()) {
                Fraction room = room(cap, entitled.captured());
                capped = capped.stream()
                        .map(draft -> draft.rule().equals(cap.rule().get())
                                ? draft.capped(draft.exact().min(room))
                                : draft)
                        .toList();
            }
        }
        for (Cap cap : entitled.terms().caps()) {
            if (cap.rule().isEmpty()) {
                Fraction room = room(cap, entitled.captured());
                Fraction sum = sum(capped);
                if (sum.compareTo(room) > 0) {
                    Fraction scale = room.dividedBy(sum);
                    capped = capped.stream()
                            .map(draft -> draft.capped(draft.exact().times(scale)))
                            .toList();
                }
            }
        }
        return capped;
    }

    private static Fraction room(Cap cap, Captured captured) {
        long used = captured.let(cap.tally(captured.facts().day()));
        return Fraction.of(Math.max(0, cap.most().minor() - used));
    }

    private static Fraction sum(List<Draft> drafts) {
        return drafts.stream().map(Draft::exact).reduce(Fraction.ZERO, Fraction::plus);
    }
}
