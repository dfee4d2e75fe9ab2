package dev.tributary.domain.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An exact number, in lowest terms: `1/3`. What stands between an order's amount and the one
/// rounding of a commission is kept in these, as scaled lines have no decimal form. Numbers that fit
/// are two longs, others two of any size: one number has one form, and no step loses anything.
public final class Fraction implements Comparable<Fraction> {
    public static final Fraction ZERO = new Fraction(0, 1);
    public static final Fraction ONE = new Fraction(1, 1);

    /// Products of two such, and sums of two products, are longs.
    private static final long SMALL = 1L << 31;

    private final long numerator;
    /// Above 0; of no meaning where `large` is there.
    private final long denominator;
    private final @Nullable Large large;

    private record Large(BigInteger numerator, BigInteger denominator) {}

    /// In lowest terms already.
    private Fraction(long numerator, long denominator) {
        this.numerator = numerator;
        this.denominator = denominator;
        this.large = null;
    }

    private Fraction(Large large) {
        this.numerator = 0;
        this.denominator = 0;
        this.large = large;
    }

    public static Fraction of(long number) {
        return new Fraction(number, 1);
    }

    /// @throws ArithmeticException for a denominator of 0
    public static Fraction of(long numerator, long denominator) {
        return isSmall(numerator) && isSmall(denominator) && denominator != 0
                ? reduced(numerator, denominator)
                : of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    public static Fraction of(BigDecimal number) {
        BigInteger power = BigInteger.TEN.pow(Math.abs(number.scale()));
        return number.scale() >= 0
                ? of(number.unscaledValue(), power)
                : of(number.unscaledValue().multiply(power), BigInteger.ONE);
    }

    /// @throws ArithmeticException for a denominator of 0
    public static Fraction of(BigInteger numerator, BigInteger denominator) {
        if (denominator.signum() == 0) {
            throw new ArithmeticException("denominator is zero");
        }
        BigInteger divisor = numerator.gcd(denominator);
        divisor = denominator.signum() < 0 ? divisor.negate() : divisor;
        BigInteger over = numerator.divide(divisor);
        BigInteger under = denominator.divide(divisor);
        return over.bitLength() < Long.SIZE && under.bitLength() < Long.SIZE
                ? new Fraction(over.longValue(), under.longValue())
                : new Fraction(new Large(over, under));
    }

    /// @throws IllegalArgumentException for a text that is neither `5` nor `5/3`
    public static Fraction parse(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? of(new BigInteger(text), BigInteger.ONE)
                : of(new BigInteger(text.substring(0, slash)), new BigInteger(text.substring(slash + 1)));
    }

    public BigInteger numerator() {
        return large == null ? BigInteger.valueOf(numerator) : large.numerator();
    }

    public BigInteger denominator() {
        return large == null ? BigInteger.valueOf(denominator) : large.denominator();
    }

    public Fraction plus(Fraction other) {
        return areSmall(other)
                ? reduced(
                        numerator * other.denominator + other.numerator * denominator, denominator * other.denominator)
                : of(
                        numerator()
                                .multiply(other.denominator())
                                .add(other.numerator().multiply(denominator())),
                        denominator().multiply(other.denominator()));
    }

    public Fraction minus(Fraction other) {
        return areSmall(other)
                ? reduced(
                        numerator * other.denominator - other.numerator * denominator, denominator * other.denominator)
                : of(
                        numerator()
                                .multiply(other.denominator())
                                .subtract(other.numerator().multiply(denominator())),
                        denominator().multiply(other.denominator()));
    }

    public Fraction times(Fraction other) {
        return areSmall(other)
                ? reduced(numerator * other.numerator, denominator * other.denominator)
                : of(numerator().multiply(other.numerator()), denominator().multiply(other.denominator()));
    }

    /// @throws ArithmeticException by zero
    public Fraction dividedBy(Fraction other) {
        return areSmall(other) && other.numerator != 0
                ? reduced(numerator * other.denominator, denominator * other.numerator)
                : of(numerator().multiply(other.denominator()), denominator().multiply(other.numerator()));
    }

    public Fraction min(Fraction other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public boolean isZero() {
        return large == null && numerator == 0;
    }

    public boolean isNegative() {
        return large == null ? numerator < 0 : large.numerator().signum() < 0;
    }

    /// Half up on the magnitude: -1/2 is -1.
    /// @throws ArithmeticException when it does not fit a long
    public long rounded() {
        if (large == null && denominator == 1) {
            return numerator;
        }
        if (isSmall()) {
            long magnitude = (2 * Math.abs(numerator) + denominator) / (2 * denominator);
            return numerator < 0 ? -magnitude : magnitude;
        }
        BigInteger twice = numerator().abs().shiftLeft(1).add(denominator());
        BigInteger magnitude = twice.divide(denominator().shiftLeft(1));
        return (isNegative() ? magnitude.negate() : magnitude).longValueExact();
    }

    /// The whole number next to it towards zero.
    /// @throws ArithmeticException when it does not fit a long
    public long truncated() {
        return large == null
                ? numerator / denominator
                : large.numerator().divide(large.denominator()).longValueExact();
    }

    private boolean areSmall(Fraction other) {
        return isSmall() && other.isSmall();
    }

    private boolean isSmall() {
        return large == null && isSmall(numerator) && isSmall(denominator);
    }

    private static boolean isSmall(long number) {
        return -SMALL < number && number < SMALL;
    }

    /// @param denominator not 0
    private static Fraction reduced(long numerator, long denominator) {
        long divisor = Math.abs(denominator);
        long rest = Math.abs(numerator);
        while (rest != 0) {
            long next = divisor % rest;
            divisor = rest;
            rest = next;
        }
        divisor = denominator < 0 ? -divisor : divisor;
        return new Fraction(numerator / divisor, denominator / divisor);
    }

    @Override
    public int compareTo(Fraction other) {
        return areSmall(other)
                ? Long.compare(numerator * other.denominator, other.numerator * denominator)
                : numerator()
                        .multiply(other.denominator())
                        .compareTo(other.numerator().multiply(denominator()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fraction that
                && numerator == that.numerator
                && denominator == that.denominator
                && Objects.equals(large, that.large);
    }

    @Override
    public int hashCode() {
        return Objects.hash(numerator, denominator, large);
    }

    @Override
    public String toString() {
        return denominator().equals(BigInteger.ONE) ? numerator().toString() : numerator() + "/" + denominator();
    }
}
