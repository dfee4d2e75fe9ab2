package dev.tributary.domain.payout;

import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import java.util.Locale;
import java.util.Optional;

/// How money gets to an affiliate. `CSV` is a file that a person carries out, and whose results come
/// back as a file; `SEPA` one that a bank carries out, and answers.
public enum Rail {
    CSV,
    SEPA;

    private static final CurrencyCode EURO = new CurrencyCode("EUR");

    /// As in `cash:csv`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What a transfer costs. Those of a file are paid to the merchant's own bank, not through us.
    public Money fee(CurrencyCode currency) {
        return switch (this) {
            case CSV, SEPA -> Money.zero(currency);
        };
    }

    public boolean pays(CurrencyCode currency) {
        return switch (this) {
            case CSV -> true;
            case SEPA -> currency.equals(EURO);
        };
    }

    /// What its files are called after their number.
    public String suffix() {
        return switch (this) {
            case CSV -> "csv";
            case SEPA -> "xml";
        };
    }

    public static Optional<Rail> parse(String text) {
        for (Rail rail : values()) {
            if (rail.text().equals(text)) {
                return Optional.of(rail);
            }
        }
        return Optional.empty();
    }
}
