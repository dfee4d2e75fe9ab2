package dev.tributary.domain.payout;

import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.domain.token.SealedField;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/// With what a merchant's account at PayPal is reached: the id and the secret of an app of its own.
/// Both are sealed in one, with the merchant's id as owner.
///
/// @param ends the last four signs of the client id, for people to tell the app by
/// @param webhookId of the app's webhook: no secret, but what PayPal signs, so that an event of another
///     app is none of this program's; empty where events are not sent
public record PayPalAccount(String ends, SealedField credentials, Optional<String> webhookId) implements ProgramSecret {
    private static final int ENDS = 4;
    /// 80 signs today; kept wider, since PayPal gives no shape.
    private static final Pattern CREDENTIAL = Pattern.compile("[A-Za-z0-9_-]{16,200}");
    private static final Pattern WEBHOOK = Pattern.compile("[A-Za-z0-9]{4,64}");

    public PayPalAccount {
        Objects.requireNonNull(ends, "ends");
        Objects.requireNonNull(credentials, "credentials");
        if (webhookId.filter(id -> !WEBHOOK.matcher(id).matches()).isPresent()) {
            throw new IllegalArgumentException("webhookId is none of PayPal's");
        }
    }

    /// In clear.
    public record Credentials(String clientId, String secret) {
        public Credentials {
            if (credential(clientId).isEmpty() || credential(secret).isEmpty()) {
                throw new IllegalArgumentException("a credential is none of PayPal's");
            }
        }

        @Override
        public String toString() {
            return "Credentials[...]";
        }
    }

    /// Of a client id and of a secret alike.
    public static Optional<String> credential(String text) {
        return Optional.of(text).filter(of -> CREDENTIAL.matcher(of).matches());
    }

    public static Optional<String> webhook(String text) {
        return Optional.of(text).filter(of -> WEBHOOK.matcher(of).matches());
    }

    /// @param nonce `SealedField.NONCE_BYTES` random bytes
    public static PayPalAccount sealed(
            Credentials plain,
            Optional<String> webhookId,
            MerchantId merchant,
            byte[] nonce,
            KeyRing ring,
            Instant now) {
        String text = plain.clientId() + "\n" + plain.secret();
        return new PayPalAccount(
                plain.clientId().substring(plain.clientId().length() - ENDS),
                SealedField.seal(text.getBytes(StandardCharsets.UTF_8), merchant.toString(), nonce, ring, now),
                webhookId);
    }

    /// Empty when it does not open: the ring's key is gone, or it is another merchant's.
    public Optional<Credentials> open(MerchantId merchant, KeyRing ring) {
        return credentials
                .open(merchant.toString(), ring)
                .map(plain -> new String(plain, StandardCharsets.UTF_8).split("\n", -1))
                .filter(lines -> lines.length == 2)
                .map(lines -> new Credentials(lines[0], lines[1]));
    }
}
