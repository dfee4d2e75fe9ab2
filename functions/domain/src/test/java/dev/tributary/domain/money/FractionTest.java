package dev.tributary.domain.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Numbers of every size give what whole numbers of any size give, and one number is one value.
class FractionTest {
    private static final int CASES = 20_000;

    @Test
    void everySize_isExact() {
        long seed = Long.getLong("fraction.seed", System.nanoTime());
        System.out.println("fractions: seed " + seed);
        Random random = new Random(seed);
        int mixed = 0;
        for (int number = 0; number < CASES; number++) {
            Fraction one = fraction(random);
            Fraction other = fraction(random);
            String what = "seed " + seed + ", " + one + " and " + other;
            BigInteger a = one.numerator();
            BigInteger b = one.denominator();
            BigInteger c = other.numerator();
            BigInteger d = other.denominator();
            assertSame(one.plus(other), a.multiply(d).add(c.multiply(b)), b.multiply(d), what);
            assertSame(one.minus(other), a.multiply(d).subtract(c.multiply(b)), b.multiply(d), what);
            assertSame(one.times(other), a.multiply(c), b.multiply(d), what);
            if (!other.isZero()) {
                assertSame(one.dividedBy(other), a.multiply(d), b.multiply(c), what);
            }
            assertThat(one.compareTo(other)).as(what).isEqualTo(a.multiply(d).compareTo(c.multiply(b)));
            assertThat(one.minus(other).plus(other)).as(what).isEqualTo(one).hasSameHashCodeAs(one);
            assertThat(Fraction.parse(one.toString())).as(what).isEqualTo(one);
            assertThat(one.isNegative()).as(what).isEqualTo(a.signum() < 0);
            if (a.bitLength() < Long.SIZE) {
                BigDecimal exact = new BigDecimal(a);
                assertThat(one.rounded())
                        .as(what)
                        .isEqualTo(exact.divide(new BigDecimal(b), 0, RoundingMode.HALF_UP)
                                .longValueExact());
                assertThat(one.truncated())
                        .as(what)
                        .isEqualTo(exact.divide(new BigDecimal(b), 0, RoundingMode.DOWN)
                                .longValueExact());
            }
            mixed += a.bitLength() < 31 && c.bitLength() > 63 ? 1 : 0;
        }
        assertThat(mixed).as("small ones that met large ones").isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 7, 0",
        "6, -4, -3/2",
        "-6, -4, 3/2",
        "2147483647, 2147483648, 2147483647/2147483648",
        "-9223372036854775808, 2, -4611686018427387904",
        "-9223372036854775808, -9223372036854775808, 1",
    })
    void ratio_standsInLowestTerms(long numerator, long denominator, String text) {
        assertThat(Fraction.of(numerator, denominator)).hasToString(text).isEqualTo(Fraction.parse(text));
    }

    @Test
    void zero_dividesNothing() {
        assertThatThrownBy(() -> Fraction.of(1, 0)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Fraction.ONE.dividedBy(Fraction.ZERO)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Fraction.of(new BigInteger("9".repeat(30)), BigInteger.ONE)
                        .rounded())
                .isInstanceOf(ArithmeticException.class);
    }

    private static Fraction fraction(Random random) {
        int bits = new int[] {3, 20, 30, 31, 32, 62, 63, 64, 100}[random.nextInt(9)];
        BigInteger numerator = new BigInteger(bits, random);
        BigInteger denominator = new BigInteger(bits, random).add(BigInteger.ONE);
        return Fraction.of(random.nextBoolean() ? numerator : numerator.negate(), denominator);
    }

    private static void assertSame(Fraction found, BigInteger numerator, BigInteger denominator, String what) {
        assertThat(found).as(what).isEqualTo(Fraction.of(numerator, denominator));
        assertThat(found.numerator().multiply(denominator)).as(what).isEqualTo(numerator.multiply(found.denominator()));
    }
}
