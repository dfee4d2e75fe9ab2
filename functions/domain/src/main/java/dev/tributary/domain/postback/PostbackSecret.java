package dev.tributary.domain.postback;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A secret of Standard Webhooks: `whsec_` and the base64 of 24 to 64 bytes. It never prints itself.
public final class PostbackSecret {
    /// How many random bytes one of ours is made from.
    public static final int RANDOM_BYTES = 32;

    private static final String PREFIX = "whsec_";
    private static final int LEAST = 24;
    private static final int MOST = 64;
    private final byte[] key;

    /// @param key 24 to 64 bytes from a generator fit for secrets
    public PostbackSecret(byte[] key) {
        if (key.length < LEAST || key.length > MOST) {
            throw new IllegalArgumentException("key is not 24 to 64 bytes: " + key.length);
        }
        this.key = key.clone();
    }

    public static Optional<PostbackSecret> parse(String text) {
        if (!text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            byte[] key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
            return key.length < LEAST || key.length > MOST ? Optional.empty() : Optional.of(new PostbackSecret(key));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /// HMAC-SHA256 over `{id}.{timestamp}.{body}` (Standard Webhooks 1.0, "Signature scheme").
    /// @param timestamp seconds since the epoch, as the header writes it
    public byte[] sign(String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((id + '.' + timestamp + '.').getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", impossible);
        }
    }

    /// The key itself, to be sealed.
    public byte[] key() {
        return key.clone();
    }

    /// The text itself, for the one answer or file that hands it to its owner.
    public String reveal() {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PostbackSecret secret && Arrays.equals(secret.key, key);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }

    @Override
    public String toString() {
        return "PostbackSecret[whsec_...]";
    }
}
