package dev.tributary.domain.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// What a sign-in link or a session's cookie holds: 32 random bytes as 43 characters of base64url. We
/// keep its hash only. It never prints itself.
public final class SignInSecret {
    public static final int RANDOM_BYTES = 32;
    private static final int LENGTH = 43;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    /// What it opens. The hash is another one for each: no link is a session, and none is a key.
    public enum Use {
        LINK,
        SESSION
    }

    private final String text;

    private SignInSecret(String text) {
        this.text = text;
    }

    /// @param random `RANDOM_BYTES` from a generator fit for secrets
    public static SignInSecret of(byte[] random) {
        if (random.length != RANDOM_BYTES) {
            throw new IllegalArgumentException("random is not " + RANDOM_BYTES + " bytes: " + random.length);
        }
        return new SignInSecret(ENCODER.encodeToString(random));
    }

    /// The secret of a text; empty when none can have it.
    public static Optional<SignInSecret> parse(String text) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        try {
            // One secret has one text: what decodes must be what encodes.
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return ENCODER.encodeToString(bytes).equals(text) ? Optional.of(new SignInSecret(text)) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /// SHA-256 in hexadecimal.
    public String hash(Use use) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((use.name() + " ").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every JDK", impossible);
        }
    }

    /// The text itself, for the one mail, cookie or line that hands it to its owner.
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "SignInSecret[...]";
    }
}
