package dev.tributary.domain.commission;

import dev.tributary.domain.base.Base;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Pay.Step;
import java.util.ArrayList;
import java.util.List;

/// Which steps of a tier pay for a conversion. The counter is what the account had before it; steps are
/// cut at exact places, the conversion itself counts in whole minor units.
final class Tiers {
    private Tiers() {}

    /// @param base of the lines that the rule won, out of the whole base
    static List<Earned.Part> parts(Pay.Tiered pay, Captured captured, Base whole, Fraction base) {
        Tally tally = tally(pay, captured);
        long before = captured.counted(tally);
        return switch (pay.mode()) {
            case RETROACTIVE ->
                List.of(Earned.Part.whole(
                        base,
                        pay.reached(
                                captured.rate(tally).orElseGet(() -> before + own(pay.measure(), captured, whole)))));
            case MARGINAL ->
                pay.measure() == Measure.REVENUE
                        ? slices(pay, before, captured, whole, base)
                        : List.of(Earned.Part.whole(base, pay.reached(before)));
        };
    }

    static Tally tally(Pay.Tiered pay, Captured captured) {
        return Tally.of(pay.measure(), Period.of(pay.period(), captured.facts().day()));
    }

    /// How much a conversion adds to a measure: revenue by its share, and only that of sales and
    /// charges, of the others 1 each.
    static long own(Measure measure, Captured captured, Base whole) {
        return switch (measure) {
            case REVENUE -> revenue(captured, whole).rounded();
            case CONVERSIONS -> 1;
            case NEW_CUSTOMERS -> captured.facts().newCustomer().orElse(false) ? 1 : 0;
            case QUALIFIED_CLICKS -> 0;
        };
    }

    private static Fraction revenue(Captured captured, Base whole) {
        return captured.facts().event().isRevenue()
                ? whole.total().times(captured.share().part())
                : Fraction.ZERO;
    }

    /// The counter moves by the share of the base; what lies between two steps is paid at the lower
    /// one, of it the rule's lines their part. What moves it by nothing is paid where it stands.
    private static List<Earned.Part> slices(Pay.Tiered pay, long before, Captured captured, Base whole, Fraction base) {
        Fraction span = revenue(captured, whole);
        if (span.isZero()) {
            return List.of(Earned.Part.whole(base, pay.reached(before)));
        }
        Fraction start = Fraction.of(before);
        Fraction end = start.plus(span);
        List<Earned.Part> parts = new ArrayList<>();
        List<Step> steps = pay.steps();
        for (int index = 0; index < steps.size(); index++) {
            // What lies below the first step is paid at it.
            Fraction from =
                    index == 0 ? start : max(start, Fraction.of(steps.get(index).from()));
            Fraction to = index + 1 < steps.size()
                    ? end.min(Fraction.of(steps.get(index + 1).from()))
                    : end;
            if (from.compareTo(to) < 0) {
                Fraction weight = to.minus(from).dividedBy(span);
                parts.add(new Earned.Part(
                        weight, base.times(weight), steps.get(index).pay()));
            }
        }
        return parts;
    }

    private static Fraction max(Fraction one, Fraction other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
