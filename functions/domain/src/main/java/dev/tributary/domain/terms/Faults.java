package dev.tributary.domain.terms;

import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.terms.TermsCheck.Fault;
import java.util.ArrayList;
import java.util.List;

/// What is found to be wrong, in the order in which it is found; amounts are held against one currency.
final class Faults {
    private final List<Fault> found = new ArrayList<>();
    private final CurrencyCode currency;

    Faults(CurrencyCode currency) {
        this.currency = currency;
    }

    List<Fault> found() {
        return List.copyOf(found);
    }

    void add(String path, String code) {
        found.add(new Fault(path, code));
    }

    void addIf(boolean wrong, String path, String code) {
        if (wrong) {
            add(path, code);
        }
    }

    /// Both ends are allowed.
    void range(String path, long value, long least, long most) {
        addIf(value < least || value > most, path, "out_of_range");
    }

    void amount(String path, Money amount) {
        if (fits(path, amount)) {
            addIf(amount.isNegative(), path, "negative");
        }
    }

    /// One that would mean nothing, or take everything, as 0.
    void positive(String path, Money amount) {
        if (fits(path, amount)) {
            addIf(!amount.isPositive(), path, "not_positive");
        }
    }

    private boolean fits(String path, Money amount) {
        boolean fits = amount.currency().equals(currency);
        addIf(!fits, path, "currency_mismatch");
        return fits;
    }
}
