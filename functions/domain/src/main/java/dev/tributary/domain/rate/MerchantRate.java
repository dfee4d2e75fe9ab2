package dev.tributary.domain.rate;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import java.math.BigDecimal;
import java.time.LocalDate;

/// What a merchant says that one unit of a currency is in its program's own, for a date; never changed.
/// It counts where the reference rates have no answer, for the same dates as they would.
public record MerchantRate(ProgramId program, CurrencyCode currency, LocalDate date, BigDecimal rate) {
    public MerchantRate {
        rate = rate.stripTrailingZeros();
        if (!ReferenceDay.isRate(rate)) {
            throw new IllegalArgumentException("rate is none: " + rate);
        }
    }
}
