package dev.tributary.domain.access;

import dev.tributary.domain.id.Mode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// The text of an API key: `trb_live_` or `trb_test_`, and 32 characters of 0-9 A-Z a-z, 190 random
/// bits. Only its owner has it; we keep the hash. It never prints itself.
public final class ApiKeySecret {
    /// How many random bytes one is made from.
    public static final int RANDOM_BYTES = 32;

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 32;
    private static final Pattern SHAPE = Pattern.compile("trb_(?:live|test)_[0-9A-Za-z]{" + LENGTH + "}");
    private final String text;

    private ApiKeySecret(String text) {
        this.text = text;
    }

    /// The key of a text; empty when no key can have it.
    public static Optional<ApiKeySecret> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new ApiKeySecret(text)) : Optional.empty();
    }

    /// One of live programs.
    public static ApiKeySecret of(byte[] random) {
        return of(random, Mode.LIVE);
    }

    /// @param random `RANDOM_BYTES` from a generator fit for secrets; more than the text holds, so
    ///     that no character is likelier than another by a measurable amount
    public static ApiKeySecret of(byte[] random, Mode mode) {
        if (random.length != RANDOM_BYTES) {
            throw new IllegalArgumentException("random is not " + RANDOM_BYTES + " bytes: " + random.length);
        }
        BigInteger rest = new BigInteger(1, random);
        BigInteger base = BigInteger.valueOf(DIGITS.length());
        StringBuilder text = new StringBuilder(prefix(mode));
        for (int i = 0; i < LENGTH; i++) {
            BigInteger[] quotient = rest.divideAndRemainder(base);
            text.append(DIGITS.charAt(quotient[1].intValue()));
            rest = quotient[0];
        }
        return new ApiKeySecret(text.toString());
    }

    /// Which programs it is for.
    public Mode mode() {
        return text.startsWith(prefix(Mode.TEST)) ? Mode.TEST : Mode.LIVE;
    }

    private static String prefix(Mode mode) {
        return "trb_" + mode.text() + "_";
    }

    /// SHA-256 in hexadecimal. A plain hash is enough, since nobody guesses 190 bits, and unlike an
    /// HMAC it outlives every rotation of the platform's keys.
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
        return other instanceof ApiKeySecret secret && secret.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "ApiKeySecret[" + text.substring(0, 9) + "...]";
    }
}
