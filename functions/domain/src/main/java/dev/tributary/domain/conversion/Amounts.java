package dev.tributary.domain.conversion;

import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import java.util.Optional;

/// The total of an order after discounts, and the parts of it that earn nothing. A part that was not
/// sent is empty, not zero: in an update it then scales with the amount.
public record Amounts(Money amount, Optional<Money> tax, Optional<Money> shipping, Optional<Money> fee) {
    public Amounts {
        refuseNegative("amount", amount);
        tax.ifPresent(part -> refuseNegative("tax", part));
        shipping.ifPresent(part -> refuseNegative("shipping", part));
        fee.ifPresent(part -> refuseNegative("fee", part));
        if (parts(amount.currency(), tax, shipping, fee).compareTo(amount) > 0) {
            throw new IllegalArgumentException("tax, shipping and fee are more than the amount " + amount);
        }
    }

    public static Amounts of(Money amount) {
        return new Amounts(amount, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// Whether the parts leave something of the amount, zero included: false is the caller's 422.
    public static boolean fit(Money amount, Optional<Money> tax, Optional<Money> shipping, Optional<Money> fee) {
        return parts(amount.currency(), tax, shipping, fee).compareTo(amount) <= 0;
    }

    public CurrencyCode currency() {
        return amount.currency();
    }

    private static Money parts(
            CurrencyCode currency, Optional<Money> tax, Optional<Money> shipping, Optional<Money> fee) {
        Money zero = Money.zero(currency);
        return tax.orElse(zero).plus(shipping.orElse(zero)).plus(fee.orElse(zero));
    }

    private static void refuseNegative(String name, Money money) {
        if (money.isNegative()) {
            throw new IllegalArgumentException(name + " is negative: " + money);
        }
    }
}
