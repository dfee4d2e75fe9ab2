package dev.tributary.domain.commission;

import dev.tributary.domain.attribution.Attribution.Credit;
import dev.tributary.domain.base.Base;
import dev.tributary.domain.base.BaseLine;
import dev.tributary.domain.base.OrderContent;
import dev.tributary.domain.commission.Earnings.Entitled;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.rate.Exchange;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.RuleId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Why a commission is what it is: everything that went into it, exact, so that anyone can compute
/// it again. Made from what is stored, whenever it is shown.
///
/// @param earned the steps, computed again from the inputs here
/// @param amount as it is stored
public record Explanation(
        OrderContent inputs,
        Optional<Exchange> exchange,
        List<Line> lines,
        Captured captured,
        Earned earned,
        Money amount,
        Money reversed) {
    public static final String ROUNDING = "half_up_on_magnitude";
    public static final String ROUNDING_TOGETHER = "largest_remainder_to_the_half_up_total";

    /// A line that the rule won, by its number in the base, and what of it counted; minor units.
    public record Line(int number, BaseLine line) {}

    public Explanation {
        lines = List.copyOf(lines);
    }

    /// @param shares all of the conversion's
    /// @throws IllegalStateException when what is stored gives no such commission: something is broken
    public static Explanation of(
            Commission commission, OrderContent content, Optional<Exchange> exchange, List<Entitled> shares) {
        Base base = Base.of(content, exchange);
        Earned earned = Earnings.of(base, shares).stream()
                .filter(one -> one.affiliate().equals(commission.affiliate())
                        && one.rule().equals(commission.rule()))
                .findFirst()
                .or(() -> commission.amount().isZero() ? Optional.of(Earned.nothing(commission)) : Optional.empty())
                .orElseThrow(() -> new IllegalStateException("no rule earns commission " + commission.id()));
        List<Line> lines = new ArrayList<>();
        earned.lines().forEach(line -> lines.add(new Line(line, base.lines().get(line))));
        Captured captured = shares.stream()
                .map(Entitled::captured)
                .filter(one -> one.share().affiliate().equals(commission.affiliate()))
                .findFirst()
                .orElseThrow();
        return new Explanation(content, exchange, lines, captured, earned, commission.amount(), commission.reversed());
    }

    /// The amount, computed again from the inputs here: equal to `amount`, or something is broken.
    public Money recomputed() {
        return earned.amount();
    }

    public int termsVersion() {
        return captured.termsVersion();
    }

    public RuleId rule() {
        return earned.rule();
    }

    public Pay pay() {
        return earned.pay();
    }

    public Credit credit() {
        return captured.share().credit();
    }

    public Fraction base() {
        return earned.base();
    }

    /// Before the one rounding.
    public Fraction exact() {
        return earned.capped();
    }

    /// `10 % of 100.00 EUR (126.00 EUR less tax 21.00 and shipping 5.00), by rule "base" of terms
    /// version 1, for the click of 2026-11-22T10:00:00Z: 10.00 EUR.`, and a sentence for each thing
    /// that made it differ.
    public String sentence(Language language) {
        return new ExplanationInWords(this, language).text();
    }
}
