package dev.tributary.domain.rate;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import java.math.BigDecimal;
import java.time.LocalDate;

/// What a merchant says that one unit of `from` is in `to`, for a date; never changed. It counts where the
/// reference rates have no answer, for the same dates as they would.
///
/// @param to the program's currency when it was said, which may be another one by now
public record MerchantRate(ProgramId program, CurrencyCode from, CurrencyCode to, LocalDate date, BigDecimal rate) {
    public MerchantRate {
        if (from.equals(to)) {
            throw new IllegalArgumentException("a currency needs no rate for itself: " + from);
        }
        rate = rate.stripTrailingZeros();
        if (!ReferenceDay.isRate(rate)) {
            throw new IllegalArgumentException("rate is none: " + rate);
        }
    }
}
