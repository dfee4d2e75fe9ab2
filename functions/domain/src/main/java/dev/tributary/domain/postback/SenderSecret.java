package dev.tributary.domain.postback;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A secret that a sender has made and the merchant has pasted: 16 to 255 printable signs of ASCII, with
/// spaces within. Shopify's and Stripe's are random; WooCommerce lets a person write one, and a short one
/// could be guessed. It never prints itself.
public record SenderSecret(String text) {
    private static final Pattern TEXT = Pattern.compile("[!-~][ -~]{14,253}[!-~]");
    private static final String HMAC = "HmacSHA256";
    private static final String OF_STRIPE = "whsec_";

    public SenderSecret {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("text is no secret of a sender: " + text.length() + " signs");
        }
    }

    /// Spaces and ends of lines around it come with a paste, and are no part of it.
    public static Optional<SenderSecret> parse(String text) {
        String bare = text.strip();
        return TEXT.matcher(bare).matches() ? Optional.of(new SenderSecret(bare)) : Optional.empty();
    }

    /// Whether the sender may have made it: Stripe's signing secrets begin with `whsec_`, and its API key,
    /// which is pasted by mistake, does not (docs.stripe.com/webhooks).
    public boolean fits(Sender sender) {
        return sender != Sender.STRIPE || text.startsWith(OF_STRIPE);
    }

    /// HMAC-SHA256 under the text's bytes over the parts, one after the other: what all three sign with.
    public byte[] sign(byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(bytes(), HMAC));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", impossible);
        }
    }

    /// What is sealed.
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// @param bytes that were sealed
    public static SenderSecret of(byte[] bytes) {
        return new SenderSecret(new String(bytes, StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "SenderSecret[...]";
    }
}
