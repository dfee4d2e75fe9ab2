package dev.tributary.domain.oracle;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// A number kept as `over` divided by `under`, because thirds have no decimals. It is rounded once, at
/// the end: half up on the magnitude.
public record Exact(BigDecimal over, BigDecimal under) {
    public static final Exact ZERO = of(BigDecimal.ZERO);
    public static final Exact ONE = of(BigDecimal.ONE);

    public Exact {
        if (under.signum() <= 0) {
            throw new ArithmeticException("under is not above zero: " + under);
        }
    }

    public static Exact of(BigDecimal number) {
        return new Exact(number, BigDecimal.ONE);
    }

    public Exact plus(Exact other) {
        return under.compareTo(other.under) == 0
                ? new Exact(over.add(other.over), under)
                : new Exact(over.multiply(other.under).add(other.over.multiply(under)), under.multiply(other.under));
    }

    public Exact minus(Exact other) {
        return plus(new Exact(other.over.negate(), other.under));
    }

    public Exact times(Exact other) {
        return new Exact(over.multiply(other.over), under.multiply(other.under));
    }

    /// By a number above zero.
    public Exact dividedBy(Exact other) {
        return new Exact(over.multiply(other.under), under.multiply(other.over));
    }

    public Exact min(Exact other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public int compareTo(Exact other) {
        return over.multiply(other.under).compareTo(other.over.multiply(under));
    }

    public int signum() {
        return over.signum();
    }

    public BigDecimal rounded(int decimals) {
        return over.divide(under, decimals, RoundingMode.HALF_UP);
    }
}
