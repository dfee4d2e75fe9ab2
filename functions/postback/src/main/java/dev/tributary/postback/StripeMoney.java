package dev.tributary.postback;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Stripe's amounts: whole numbers of a unit that Stripe fixed for each currency, which is not always that of
/// ISO 4217 (docs.stripe.com/currencies, "Zero-decimal", "Three-decimal", "Special cases").
final class StripeMoney {
    /// ISK and UGX have no decimals and are counted in hundredths all the same.
    private static final Set<String> WHOLE = Set.of(
            "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF");
    private static final Set<String> THOUSANDTHS = Set.of("BHD", "JOD", "KWD", "OMR", "TND");
    private static final Pattern COUNT = Pattern.compile("-?[0-9]{1,18}");

    private StripeMoney() {}

    /// `usd` as ISO 4217 writes it.
    static Optional<String> currency(SenderBody of) {
        return of.text("currency").map(code -> code.toUpperCase(Locale.ROOT));
    }

    /// 1099 USD is 10.99, 1099 JPY is 1099, 1090 KWD is 1.09. Empty where there is no whole number.
    static Optional<BigDecimal> amount(SenderBody of, String name, String currency) {
        int decimals = WHOLE.contains(currency) ? 0 : THOUSANDTHS.contains(currency) ? 3 : 2;
        return of.text(name)
                .filter(text -> COUNT.matcher(text).matches())
                .map(text -> BigDecimal.valueOf(Long.parseLong(text), decimals));
    }
}
