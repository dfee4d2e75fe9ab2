package dev.tributary.domain.oracle;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// A number kept as `over` divided by `under`, because thirds have no decimals. It is rounded once, at
/// the end: half up on the magnitude.
record Exact(BigDecimal over, BigDecimal under) {
    static final Exact ZERO = of(BigDecimal.ZERO);
    static final Exact ONE = of(BigDecimal.ONE);

    Exact {
        if (under.signum() <= 0) {
            throw new ArithmeticException("under is not above zero: " + under);
        }
    }

    static Exact of(BigDecimal number) {
        return new Exact(number, BigDecimal.ONE);
    }

    Exact plus(Exact other) {
        return under.compareTo(other.under) == 0
                ? new Exact(over.add(other.over), under)
                : new Exact(over.multiply(other.under).add(other.over.multiply(under)), under.multiply(other.under));
    }

    Exact minus(Exact other) {
        return plus(new Exact(other.over.negate(), other.under));
    }

    Exact times(Exact other) {
        return new Exact(over.multiply(other.over), under.multiply(other.under));
    }

    /// By a number above zero.
    Exact dividedBy(Exact other) {
        return new Exact(over.multiply(other.under), under.multiply(other.over));
    }

    Exact min(Exact other) {
        return compareTo(other) <= 0 ? this : other;
    }

    int compareTo(Exact other) {
        return over.multiply(other.under).compareTo(other.over.multiply(under));
    }

    int signum() {
        return over.signum();
    }

    BigDecimal rounded(int decimals) {
        return over.divide(under, decimals, RoundingMode.HALF_UP);
    }
}
