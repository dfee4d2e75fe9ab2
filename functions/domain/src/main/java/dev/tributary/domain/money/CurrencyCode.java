package dev.tributary.domain.money;

import java.util.Currency;
import java.util.Objects;
import java.util.Optional;

/// An ISO 4217 code, upper case: `EUR`, `JPY`. How many decimals it has comes from the JDK's copy
/// of the standard; codes without minor units there (`XAU`) are not currencies to us.
public record CurrencyCode(String code) {
    public CurrencyCode {
        Objects.requireNonNull(code, "code");
        if (find(code).isEmpty()) {
            throw new IllegalArgumentException("code is no ISO 4217 currency: " + code);
        }
    }

    /// The currency of a code that comes from outside; empty when there is none.
    public static Optional<CurrencyCode> parse(String code) {
        return find(code).isEmpty() ? Optional.empty() : Optional.of(new CurrencyCode(code));
    }

    private static Optional<Currency> find(String code) {
        try {
            Currency currency = Currency.getInstance(code);
            return currency.getDefaultFractionDigits() < 0 ? Optional.empty() : Optional.of(currency);
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /// Decimals of an amount: 2 for EUR, 0 for JPY, 3 for KWD.
    public int decimals() {
        return Currency.getInstance(code).getDefaultFractionDigits();
    }

    @Override
    public String toString() {
        return code;
    }
}
