package dev.tributary.domain.payout;

import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// How money gets to an affiliate. `CSV` is a file that a person carries out, and whose results come
/// back as a file; `SEPA` one that a bank carries out, and answers; `STRIPE` a call for each payout, from
/// the merchant's balance there to the affiliate's connected account; `PAYPAL` a call for many at once.
public enum Rail {
    CSV,
    SEPA,
    STRIPE,
    PAYPAL;

    private static final CurrencyCode EURO = new CurrencyCode("EUR");
    /// Those that Stripe counts in whole units, as ISO 4217 does. It counts some of both lists
    /// otherwise (ISK and UGX in hundredths, MGA in whole units), and refuses odd thousandths: an amount
    /// would be a hundred times what was approved, so those are not paid.
    private static final Set<String> WHOLE_AT_STRIPE =
            Set.of("BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF");
    private static final String WHOLE_AT_STRIPE_ONLY = "MGA";

    /// Those that PayPal pays out and counts as ISO 4217 does. HUF and TWD it takes without
    /// decimals, so that an odd amount would be refused; CNY and INR stay within their countries.
    private static final Set<String> AT_PAYPAL = Set.of(
            "AUD", "BRL", "CAD", "CHF", "CZK", "DKK", "EUR", "GBP", "HKD", "ILS", "JPY", "MXN", "MYR", "NOK", "NZD",
            "PHP", "PLN", "SEK", "SGD", "THB", "USD");

    /// As in `cash:csv`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What a transfer costs. Those of a file are paid to the merchant's own bank, and Stripe and
    /// PayPal take what they take from the merchant's balance there: not through us.
    public Money fee(CurrencyCode currency) {
        return switch (this) {
            case CSV, SEPA, STRIPE, PAYPAL -> Money.zero(currency);
        };
    }

    public boolean pays(CurrencyCode currency) {
        return switch (this) {
            case CSV -> true;
            case SEPA -> currency.equals(EURO);
            case PAYPAL -> AT_PAYPAL.contains(currency.code());
            case STRIPE ->
                currency.decimals() == 2
                        ? !currency.code().equals(WHOLE_AT_STRIPE_ONLY)
                        : WHOLE_AT_STRIPE.contains(currency.code());
        };
    }

    /// Whether its payouts stand in files, each of which is put, or sent, as a whole; else each is
    /// a call of its own.
    public boolean isFile() {
        return switch (this) {
            case CSV, SEPA, PAYPAL -> true;
            case STRIPE -> false;
        };
    }

    /// Whether it says by itself what became of a payout: while it is asked, nobody else's word counts.
    public boolean answers() {
        return switch (this) {
            case CSV, SEPA -> false;
            case STRIPE, PAYPAL -> true;
        };
    }

    /// So many payouts at most go into one of its files. What a bank answers about a file comes back in one
    /// body, of some 400 bytes for each. PayPal takes 15,000 in one call,
    /// but all or nothing: one bad address sends back the others, so they are few.
    public int mostInFile() {
        return switch (this) {
            case CSV, STRIPE -> PayoutFile.MOST;
            case SEPA, PAYPAL -> 250;
        };
    }

    /// What its files are called after their number.
    /// @throws IllegalStateException for a rail that has none
    public String suffix() {
        return switch (this) {
            case CSV -> "csv";
            case SEPA -> "xml";
            case PAYPAL -> "json";
            case STRIPE -> throw new IllegalStateException(text() + " has no files");
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
