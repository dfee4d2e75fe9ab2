package dev.tributary.domain.postback;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A system that calls with its own words, and signs with a secret that it gives to the merchant.
public enum Sender {
    SHOPIFY,
    WOOCOMMERCE,
    STRIPE;

    /// `shopify`, as it stands in an address and in the table.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Sender> parse(String text) {
        return Arrays.stream(values()).filter(one -> one.text().equals(text)).findFirst();
    }
}
