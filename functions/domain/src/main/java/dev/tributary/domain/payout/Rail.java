package dev.tributary.domain.payout;

import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import java.util.Locale;
import java.util.Optional;

/// How money gets to an affiliate. `CSV` is a file that a person carries out, and whose results come
/// back as a file; others follow.
public enum Rail {
    CSV;

    /// As in `cash:csv`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What a transfer costs. A person's own transfers are paid to their bank, not through us.
    public Money fee(CurrencyCode currency) {
        return switch (this) {
            case CSV -> Money.zero(currency);
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
