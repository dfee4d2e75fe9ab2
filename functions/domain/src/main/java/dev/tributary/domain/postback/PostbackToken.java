package dev.tributary.domain.postback;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// A bearer token of one program's postbacks, for those who cannot sign: `pbt_` and 43 characters of
/// base64url, 256 random bits. Only its owner has it; we keep the hash. It never prints itself.
public final class PostbackToken {
    /// How many random bytes one is made from.
    public static final int RANDOM_BYTES = 32;

    private static final String PREFIX = "pbt_";
    private static final Pattern SHAPE = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
    private final String text;

    private PostbackToken(String text) {
        this.text = text;
    }

    /// @param random `RANDOM_BYTES` from a generator fit for secrets
    public static PostbackToken of(byte[] random) {
        if (random.length != RANDOM_BYTES) {
            throw new IllegalArgumentException("random is not " + RANDOM_BYTES + " bytes: " + random.length);
        }
        return new PostbackToken(
                PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /// The token of a text; empty when no token can have it.
    public static Optional<PostbackToken> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new PostbackToken(text)) : Optional.empty();
    }

    /// SHA-256 in hexadecimal: enough, since nobody guesses 256 bits.
    public String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every JDK", impossible);
        }
    }

    /// The text itself, for the one answer or file that hands it to its owner.
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PostbackToken token && token.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "PostbackToken[pbt_...]";
    }
}
