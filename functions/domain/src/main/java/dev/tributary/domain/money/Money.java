package dev.tributary.domain.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.Optional;

/// An amount in minor units of one currency: `Money(1250, EUR)` is 12.50 EUR. May be negative.
/// Arithmetic is exact: an overflow throws, two currencies never meet. Nothing here rounds but
/// `rounded`, whose rule is the platform's only one.
public record Money(long minor, CurrencyCode currency) implements Comparable<Money> {
    /// The largest amount that is read from outside, in minor units: sums of 10,000 of them still
    /// fit a long.
    public static final long MAX_MINOR = 100_000_000_000_000L;

    public Money {
        Objects.requireNonNull(currency, "currency");
    }

    public static Money zero(CurrencyCode currency) {
        return new Money(0, currency);
    }

    /// An exact amount in units, `12.50`, that has no more decimals than its currency.
    public static Money of(String amount, CurrencyCode currency) {
        return exact(new BigDecimal(amount), currency)
                .orElseThrow(() -> new IllegalArgumentException("amount does not fit " + currency + ": " + amount));
    }

    /// The amount, or empty when it has more decimals than the currency or is above MAX_MINOR.
    public static Optional<Money> exact(BigDecimal amount, CurrencyCode currency) {
        BigDecimal minor = amount.movePointRight(currency.decimals()).stripTrailingZeros();
        if (minor.scale() > 0 || minor.abs().compareTo(BigDecimal.valueOf(MAX_MINOR)) > 0) {
            return Optional.empty();
        }
        return Optional.of(new Money(minor.longValueExact(), currency));
    }

    /// Rounds an exact number of units half up on the magnitude: -0.045 EUR is -0.05.
    public static Money rounded(BigDecimal amount, CurrencyCode currency) {
        BigDecimal minor = amount.movePointRight(currency.decimals()).setScale(0, RoundingMode.HALF_UP);
        return new Money(minor.longValueExact(), currency);
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(minor, same(other).minor), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(minor, same(other).minor), currency);
    }

    public Money negate() {
        return new Money(Math.negateExact(minor), currency);
    }

    public Money min(Money other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public Money max(Money other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public boolean isZero() {
        return minor == 0;
    }

    public boolean isPositive() {
        return minor > 0;
    }

    public boolean isNegative() {
        return minor < 0;
    }

    /// In units, with all decimals of the currency: `12.50`, `101`.
    public String amount() {
        return toBigDecimal().toPlainString();
    }

    public BigDecimal toBigDecimal() {
        return BigDecimal.valueOf(minor, currency.decimals());
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(minor, same(other).minor);
    }

    @Override
    public String toString() {
        return amount() + " " + currency;
    }

    private Money same(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("two currencies: " + currency + " and " + other.currency);
        }
        return other;
    }
}
