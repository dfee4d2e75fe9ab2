package dev.tributary.infrastructure.local.check;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Currency;

/// A number as a quotient of whole ones, so that nothing is rounded before its time.
record Exact(BigInteger over, BigInteger under) implements Comparable<Exact> {
    static final Exact ZERO = of(0);
    static final Exact ONE = of(1);

    static Exact of(long number) {
        return new Exact(BigInteger.valueOf(number), BigInteger.ONE);
    }

    /// `12`, `12/7` or `12.5`.
    static Exact of(String text) {
        int slash = text.indexOf('/');
        if (slash >= 0) {
            return of(text.substring(0, slash)).by(of(text.substring(slash + 1)));
        }
        BigDecimal decimal = new BigDecimal(text);
        return new Exact(decimal.unscaledValue(), BigInteger.ONE)
                .times(new Exact(BigInteger.TEN.pow(Math.max(0, -decimal.scale())), BigInteger.ONE))
                .by(new Exact(BigInteger.TEN.pow(Math.max(0, decimal.scale())), BigInteger.ONE));
    }

    /// Ten to that power, which may be negative.
    static Exact ten(int power) {
        Exact ten = new Exact(BigInteger.TEN.pow(Math.abs(power)), BigInteger.ONE);
        return power < 0 ? ONE.by(ten) : ten;
    }

    /// `126.00 EUR` in minor units.
    static long minor(String money) {
        String[] parts = money.split(" ", 2);
        int decimals = Currency.getInstance(parts[1]).getDefaultFractionDigits();
        return new BigDecimal(parts[0]).movePointRight(decimals).longValueExact();
    }

    Exact plus(Exact other) {
        return new Exact(over.multiply(other.under).add(other.over.multiply(under)), under.multiply(other.under));
    }

    Exact minus(Exact other) {
        return plus(new Exact(other.over.negate(), other.under));
    }

    Exact times(Exact other) {
        return new Exact(over.multiply(other.over), under.multiply(other.under));
    }

    Exact by(Exact other) {
        BigInteger sign = BigInteger.valueOf(other.over.signum());
        return new Exact(over.multiply(other.under).multiply(sign), under.multiply(other.over.abs()));
    }

    Exact least(Exact other) {
        return compareTo(other) <= 0 ? this : other;
    }

    boolean isZero() {
        return over.signum() == 0;
    }

    /// Half up, for what is not negative.
    long rounded() {
        BigInteger two = BigInteger.TWO;
        return over.multiply(two).add(under).divide(under.multiply(two)).longValueExact();
    }

    /// Whole ones, for what is not negative.
    long floor() {
        return over.divide(under).longValueExact();
    }

    @Override
    public int compareTo(Exact other) {
        return over.multiply(other.under).compareTo(other.over.multiply(under));
    }
}
