package dev.tributary.domain.commission;

import dev.tributary.domain.attribution.Attribution.Credit;
import dev.tributary.domain.base.Base;
import dev.tributary.domain.base.BaseLine;
import dev.tributary.domain.base.OrderContent;
import dev.tributary.domain.commission.Earnings.Entitled;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.rate.Exchange;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.RuleId;
import java.math.BigDecimal;
import java.math.RoundingMode;
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
    /// version 1, for the click of 2026-11-22T10:00:00Z: 10.00 EUR.`
    public String sentence() {
        StringBuilder text = new StringBuilder(pay().text())
                .append(pay() instanceof Pay.Fixed ? " for an order with a base of " : " of ")
                .append(decimal(base()))
                .append(' ')
                .append(amount.currency());
        String less = less();
        if (!less.isEmpty() || exchange.isPresent()) {
            text.append(" (").append(inputs.amount()).append(less);
            exchange.ifPresent(rate -> text.append(", ").append(rate.words()));
            text.append(')');
        }
        text.append(", by rule \"")
                .append(rule())
                .append("\" of terms version ")
                .append(termsVersion());
        text.append(
                switch (credit()) {
                    case Credit.Click click ->
                        ", for the click of " + click.click().clickedAt();
                    case Credit.Coupon coupon -> ", for the coupon " + coupon.code();
                    case Credit.Bound bound -> ", for a customer bound since " + bound.since();
                });
        text.append(": ").append(amount);
        if (!Fraction.of(amount.minor()).equals(exact())) {
            text.append(" (").append(decimal(exact())).append(" rounded half up)");
        }
        text.append('.');
        if (reversed.isPositive()) {
            text.append(' ').append(reversed).append(" of it is reversed.");
        }
        return text.toString();
    }

    private String less() {
        List<String> parts = new ArrayList<>();
        part(parts, "tax", inputs.tax());
        part(parts, "shipping", inputs.shipping());
        part(parts, "fee", inputs.fee());
        return parts.isEmpty() ? "" : " less " + join(parts);
    }

    private void part(List<String> parts, String name, Fraction minor) {
        if (!minor.isZero()) {
            parts.add(name + " " + decimal(minor, inputs.amount().currency()));
        }
    }

    private static String join(List<String> parts) {
        String last = parts.getLast();
        return parts.size() == 1 ? last : String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + last;
    }

    /// In units, to read; exact where it ends within six more decimals.
    private String decimal(Fraction minor) {
        return decimal(minor, amount.currency());
    }

    private static String decimal(Fraction minor, CurrencyCode currency) {
        BigDecimal value = new BigDecimal(minor.numerator())
                .divide(new BigDecimal(minor.denominator()), 6, RoundingMode.HALF_UP)
                .movePointLeft(currency.decimals())
                .stripTrailingZeros();
        return value.setScale(Math.max(value.scale(), currency.decimals()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }
}
