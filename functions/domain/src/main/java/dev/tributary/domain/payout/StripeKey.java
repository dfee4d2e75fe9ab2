package dev.tributary.domain.payout;

import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.domain.token.SealedField;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// With what a merchant's account at Stripe is reached, and what Stripe signs its events with. All of it
/// is sealed with the merchant's id as owner.
///
/// @param ends the last four signs of the key, for people to tell it by
/// @param webhookSecrets those that are valid, at most `MOST_SECRETS`: two while one rotates
public record StripeKey(String ends, SealedField key, List<SealedField> webhookSecrets) implements ProgramSecret {
    public static final int MOST_SECRETS = 2;
    private static final int ENDS = 4;
    /// A secret key, or a restricted one.
    private static final Pattern KEY = Pattern.compile("[sr]k_(live|test)_[A-Za-z0-9_]{8,240}");
    private static final Pattern SECRET = Pattern.compile("whsec_[A-Za-z0-9+/=_-]{8,240}");

    public StripeKey {
        webhookSecrets = List.copyOf(webhookSecrets);
        if (webhookSecrets.size() > MOST_SECRETS) {
            throw new IllegalArgumentException("webhookSecrets are more than " + MOST_SECRETS);
        }
    }

    /// In clear.
    public record Plain(String key, List<String> webhookSecrets) {
        public Plain {
            webhookSecrets = List.copyOf(webhookSecrets);
        }

        @Override
        public String toString() {
            return "Plain[...]";
        }
    }

    public static Optional<String> key(String text) {
        return Optional.of(text).filter(key -> KEY.matcher(key).matches());
    }

    public static Optional<String> webhookSecret(String text) {
        return Optional.of(text).filter(secret -> SECRET.matcher(secret).matches());
    }

    /// @param nonces `SealedField.NONCE_BYTES` random bytes at each call
    public static StripeKey sealed(
            Plain plain, MerchantId merchant, Supplier<byte[]> nonces, KeyRing ring, Instant now) {
        return new StripeKey(
                plain.key().substring(plain.key().length() - ENDS),
                seal(plain.key(), merchant, nonces, ring, now),
                plain.webhookSecrets().stream()
                        .map(secret -> seal(secret, merchant, nonces, ring, now))
                        .toList());
    }

    private static SealedField seal(
            String text, MerchantId merchant, Supplier<byte[]> nonces, KeyRing ring, Instant now) {
        return SealedField.seal(text.getBytes(StandardCharsets.UTF_8), merchant.toString(), nonces.get(), ring, now);
    }

    /// Empty when it does not open: the ring's key is gone, or it is another merchant's.
    public Optional<String> open(MerchantId merchant, KeyRing ring) {
        return open(key, merchant, ring);
    }

    /// Those that open.
    public List<String> openSecrets(MerchantId merchant, KeyRing ring) {
        List<String> open = new ArrayList<>();
        webhookSecrets.forEach(secret -> open(secret, merchant, ring).ifPresent(open::add));
        return open;
    }

    private static Optional<String> open(SealedField sealed, MerchantId merchant, KeyRing ring) {
        return sealed.open(merchant.toString(), ring).map(plain -> new String(plain, StandardCharsets.UTF_8));
    }
}
