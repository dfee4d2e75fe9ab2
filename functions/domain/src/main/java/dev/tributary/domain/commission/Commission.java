package dev.tributary.domain.commission;

import dev.tributary.domain.base.BaseLine;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.id.ConversionId;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.RuleId;
import java.util.List;

/// What one affiliate earned from one conversion under one rule. The pay is captured: later versions
/// of the terms do not change it. `lines` are the indexes of the base's lines that the rule won.
///
/// @param adjusted by how much more than what is left of it stands where it waits, or less: what
///     adjustments gave there and took; of no meaning once it is released
/// @param restored how much of what is to be reversed stays all the same: a ruling gave it back
public record Commission(
        CommissionId id,
        AffiliateId affiliate,
        RuleId rule,
        Pay pay,
        List<Integer> lines,
        Money amount,
        Money reversed,
        Money adjusted,
        Maturity maturity,
        Money restored) {
    public Commission {
        lines = List.copyOf(lines);
        if (amount.isNegative()) {
            throw new IllegalArgumentException("amount is negative: " + amount);
        }
        if (reversed.isNegative() || reversed.compareTo(amount) > 0) {
            throw new IllegalArgumentException("reversed is not within the amount " + amount + ": " + reversed);
        }
        if (amount.minus(reversed).plus(adjusted).isNegative()) {
            throw new IllegalArgumentException("adjusted takes more than is left: " + adjusted);
        }
        if (restored.isNegative()) {
            throw new IllegalArgumentException("restored is negative: " + restored);
        }
    }

    /// One of which no ruling gave anything back.
    public Commission(
            CommissionId id,
            AffiliateId affiliate,
            RuleId rule,
            Pay pay,
            List<Integer> lines,
            Money amount,
            Money reversed,
            Money adjusted,
            Maturity maturity) {
        this(id, affiliate, rule, pay, lines, amount, reversed, adjusted, maturity, Money.zero(amount.currency()));
    }

    /// One that nobody adjusted.
    public Commission(
            CommissionId id,
            AffiliateId affiliate,
            RuleId rule,
            Pay pay,
            List<Integer> lines,
            Money amount,
            Money reversed,
            Maturity maturity) {
        this(id, affiliate, rule, pay, lines, amount, reversed, Money.zero(amount.currency()), maturity);
    }

    public static CommissionId id(ConversionId conversion, AffiliateId affiliate, RuleId rule) {
        return CommissionId.derive(conversion, affiliate, rule.text());
    }

    /// What is left of it.
    public Money net() {
        return amount.minus(reversed);
    }

    /// What of it stands in the day in which it waits, or is held: the rest there is another's.
    public Money own() {
        return net().plus(adjusted);
    }

    /// Whether nothing of it is anywhere: an update brought it to 0.00, and no adjustment stands there.
    public boolean isGone() {
        return amount.isZero() && own().isZero();
    }

    /// The exact base of some lines, in minor units.
    public static Fraction base(List<BaseLine> base, List<Integer> lines) {
        Fraction sum = Fraction.ZERO;
        for (int line : lines) {
            sum = sum.plus(base.get(line).base());
        }
        return sum;
    }

    /// How much of it is reversed when so much of each line is left (1 is all, 0 is nothing): rounded
    /// from the running total, so that partial refunds end at exactly nothing. Of one that an update brought
    /// to nothing the lines are those of an order that is another one by now.
    public Money reversedAt(List<BaseLine> base, List<Fraction> left) {
        if (lines.isEmpty() || amount.isZero()) {
            return amount;
        }
        Fraction whole = base(base, lines);
        Fraction rest = Fraction.ZERO;
        for (int line : lines) {
            // A base of zero earned a fixed pay: its lines count the same.
            Fraction weight = whole.isZero()
                    ? Fraction.of(1, lines.size())
                    : base.get(line).base().dividedBy(whole);
            rest = rest.plus(weight.times(left.get(line)));
        }
        Fraction gone = Fraction.ONE.minus(rest);
        return new Money(Fraction.of(amount.minor()).times(gone).rounded(), amount.currency());
    }

    public Commission with(Money newAmount, Money newReversed, Money newAdjusted, List<Integer> newLines) {
        return new Commission(
                id, affiliate, rule, pay, newLines, newAmount, newReversed, newAdjusted, maturity, restored);
    }

    public Commission adjusted(Money newAdjusted) {
        return with(amount, reversed, newAdjusted, lines);
    }

    public Commission with(Maturity newMaturity) {
        return new Commission(id, affiliate, rule, pay, lines, amount, reversed, adjusted, newMaturity, restored);
    }

    /// The same of which so much stays, whatever is to be reversed.
    public Commission restored(Money kept) {
        return new Commission(id, affiliate, rule, pay, lines, amount, reversed, adjusted, maturity, kept);
    }
}
