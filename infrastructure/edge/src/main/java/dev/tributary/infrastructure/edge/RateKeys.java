package dev.tributary.infrastructure.edge;

import dev.tributary.domain.money.CurrencyCode;
import java.time.LocalDate;

/// Key text of exchange rates; the table of all items stands in `Keys`. Dates are ISO, and stand in
/// the order of time.
public final class RateKeys {
    private RateKeys() {}

    /// What the sort keys of a merchant's rates of one currency begin with.
    public static String merchantsOf(CurrencyCode currency) {
        return Keys.MERCHANT_RATES + currency + "#";
    }

    public static String merchants(CurrencyCode currency, LocalDate date) {
        return merchantsOf(currency) + date;
    }
}
