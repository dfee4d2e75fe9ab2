package dev.tributary.domain.terms;

import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.money.Money;
import java.math.BigDecimal;
import java.math.BigInteger;

/// What a rule pays for the lines that it won. A new kind is a new record here.
public sealed interface Pay {
    /// Of the base of those lines: `Percent(12.5)`.
    record Percent(BigDecimal percent) implements Pay {
        public Percent {
            percent = refuseNegative(percent);
        }
    }

    /// Once per conversion and rule, however many lines.
    record Fixed(Money amount) implements Pay {
        public Fixed {
            refuseNegative(amount);
        }
    }

    /// Both of them, rounded together.
    record FixedAndPercent(Money amount, BigDecimal percent) implements Pay {
        public FixedAndPercent {
            refuseNegative(amount);
            percent = refuseNegative(percent);
        }
    }

    /// The exact pay for a base, both in minor units.
    default Fraction of(Fraction base) {
        return switch (this) {
            case Percent pay -> share(base, pay.percent());
            case Fixed pay -> Fraction.of(pay.amount().minor());
            case FixedAndPercent pay -> Fraction.of(pay.amount().minor()).plus(share(base, pay.percent()));
        };
    }

    /// In a sentence: `10 %`, `5.00 EUR`, `5.00 EUR and 10 %`.
    default String text() {
        return switch (this) {
            case Percent pay -> plain(pay.percent());
            case Fixed pay -> pay.amount().toString();
            case FixedAndPercent pay -> pay.amount() + " and " + plain(pay.percent());
        };
    }

    private static Fraction share(Fraction base, BigDecimal percent) {
        // The compact constructors leave a scale of 0 or more.
        Fraction number = new Fraction(percent.unscaledValue(), BigInteger.TEN.pow(percent.scale()));
        return base.times(number).dividedBy(Fraction.of(100));
    }

    private static String plain(BigDecimal percent) {
        return percent.toPlainString() + " %";
    }

    /// Without trailing zeros, so that 10 and 10.0 are one pay.
    private static BigDecimal refuseNegative(BigDecimal percent) {
        if (percent.signum() < 0) {
            throw new IllegalArgumentException("percent is negative: " + percent.toPlainString());
        }
        BigDecimal stripped = percent.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static void refuseNegative(Money amount) {
        if (amount.isNegative()) {
            throw new IllegalArgumentException("amount is negative: " + amount);
        }
    }
}
