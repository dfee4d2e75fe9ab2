package dev.tributary.domain.rate;

import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.rate.Exchange.Source;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What an event in another currency asks: the rate of the latest date that counts for it. The European
/// Central Bank's comes first, however old within its days; the merchant's own where there is none.
public record RateQuestion(CurrencyCode from, CurrencyCode to, RateWindow window) {
    public RateQuestion {
        if (from.equals(to)) {
            throw new IllegalArgumentException("a currency needs no rate for itself: " + from);
        }
    }

    public static RateQuestion of(CurrencyCode from, CurrencyCode to, Instant occurredAt) {
        return new RateQuestion(from, to, RateWindow.of(occurredAt));
    }

    /// @param days some that are known, in any order; those outside the window do not count
    public Optional<Exchange> reference(List<ReferenceDay> days) {
        return days.stream()
                .filter(day -> window.holds(day.date()))
                .sorted(Comparator.comparing(ReferenceDay::date).reversed())
                .flatMap(day ->
                        day.cross(from, to).map(rate -> new Exchange(from, to, rate, day.date(), Source.ECB)).stream())
                .findFirst();
    }

    /// @param rates some of the program's, in any order
    public Optional<Exchange> own(List<MerchantRate> rates) {
        return rates.stream()
                .filter(own -> own.from().equals(from) && own.to().equals(to) && window.holds(own.date()))
                .max(Comparator.comparing(MerchantRate::date))
                .map(own -> new Exchange(from, to, Fraction.of(own.rate()), own.date(), Source.MERCHANT));
    }
}
