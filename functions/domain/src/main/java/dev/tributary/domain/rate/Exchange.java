package dev.tributary.domain.rate;

import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.money.Money;
import java.time.LocalDate;

/// The rate at which one conversion came into the program's currency, as it is stored with it: units
/// of `to` for one unit of `from`, exact, and the date that it is of.
public record Exchange(CurrencyCode from, CurrencyCode to, Fraction rate, LocalDate date, Source source) {
    public enum Source {
        /// Euro foreign exchange reference rates of the European Central Bank, crossed through EUR.
        ECB,
        /// The merchant's own, of that date.
        MERCHANT
    }

    public Exchange {
        if (rate.compareTo(Fraction.ZERO) <= 0) {
            throw new IllegalArgumentException("rate is not above 0: " + rate);
        }
        if (from.equals(to)) {
            throw new IllegalArgumentException("a currency is exchanged for itself: " + from);
        }
    }

    /// Whether what an amount comes to is one that the platform counts with.
    public boolean fits(Money amount) {
        return exact(Fraction.of(amount.minor())).compareTo(Fraction.of(Money.MAX_MINOR)) <= 0;
    }

    /// Minor units of `to` for minor units of `from`, not rounded.
    public Fraction exact(Fraction minor) {
        int shift = to.decimals() - from.decimals();
        Fraction power = Fraction.of(1);
        for (int step = 0; step < Math.abs(shift); step++) {
            power = power.times(Fraction.of(10));
        }
        Fraction scaled = shift >= 0 ? minor.times(power) : minor.dividedBy(power);
        return scaled.times(rate);
    }
}
