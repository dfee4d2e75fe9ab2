package dev.tributary.domain.rate;

import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Fraction;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The euro's reference rates of one date: how many units of a currency one euro is, as they were
/// published. Zeros at the end say nothing: 1.0850 is 1.085.
public record ReferenceDay(LocalDate date, SortedMap<CurrencyCode, BigDecimal> perEuro) {
    public static final CurrencyCode EURO = new CurrencyCode("EUR");
    /// Of one published rate: 999,999,999.9999999999.
    private static final int MOST_DIGITS = 9;

    private static final int MOST_DECIMALS = 10;

    public ReferenceDay(LocalDate date, Map<CurrencyCode, BigDecimal> perEuro) {
        this(date, sorted(perEuro));
    }

    public ReferenceDay {
        perEuro = Collections.unmodifiableSortedMap(sorted(perEuro));
        if (perEuro.isEmpty()) {
            throw new IllegalArgumentException("rates of " + date + " are missing");
        }
        if (perEuro.containsKey(EURO)) {
            throw new IllegalArgumentException("rates of " + date + " quote the euro itself");
        }
        perEuro.forEach((currency, rate) -> {
            if (!isRate(rate)) {
                throw new IllegalArgumentException("rate of " + currency + " on " + date + " is none: " + rate);
            }
        });
    }

    /// Above 0, and of a length that rates have.
    public static boolean isRate(BigDecimal rate) {
        BigDecimal plain = rate.stripTrailingZeros();
        return plain.signum() > 0 && plain.precision() - plain.scale() <= MOST_DIGITS && plain.scale() <= MOST_DECIMALS;
    }

    /// Units of `to` for one unit of `from`, crossed through the euro, not rounded; empty when one of them
    /// is not quoted.
    Optional<Fraction> cross(CurrencyCode from, CurrencyCode to) {
        return perEuro(from).flatMap(divisor -> perEuro(to).map(rate -> rate.dividedBy(divisor)));
    }

    private Optional<Fraction> perEuro(CurrencyCode currency) {
        return currency.equals(EURO)
                ? Optional.of(Fraction.ONE)
                : Optional.ofNullable(perEuro.get(currency)).map(Fraction::of);
    }

    private static SortedMap<CurrencyCode, BigDecimal> sorted(Map<CurrencyCode, BigDecimal> rates) {
        SortedMap<CurrencyCode, BigDecimal> sorted = new TreeMap<>(Comparator.comparing(CurrencyCode::code));
        rates.forEach((currency, rate) -> sorted.put(currency, rate.stripTrailingZeros()));
        return sorted;
    }
}
