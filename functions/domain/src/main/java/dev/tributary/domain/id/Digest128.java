package dev.tributary.domain.id;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;

/// The first 128 bits of a SHA-256: what an id is that follows from its cause. The same cause gives
/// the same id on every machine, so a repeat can be seen without asking anyone.
public record Digest128(long high, long low) {
    /// Each part is written with its length before it, so that ("ab", "c") is not ("a", "bc").
    public static Digest128 of(String... parts) {
        MessageDigest sha = sha256();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            for (int shift = 24; shift >= 0; shift -= 8) {
                sha.update((byte) (bytes.length >>> shift));
            }
            sha.update(bytes);
        }
        byte[] hash = sha.digest();
        return new Digest128(number(hash, 0), number(hash, Long.BYTES));
    }

    /// 32 hexadecimal digits.
    public String hex() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }

    /// `cnv_` and 26 characters.
    String text(String prefix) {
        return Base32.encode(prefix, high) + Base32.encode("", low);
    }

    static Optional<Digest128> parse(String prefix, String text) {
        int middle = prefix.length() + Base32.LENGTH;
        if (text.length() != middle + Base32.LENGTH) {
            return Optional.empty();
        }
        OptionalLong high = Base32.decode(prefix, text.substring(0, middle));
        OptionalLong low = Base32.decode("", text.substring(middle));
        return high.isPresent() && low.isPresent()
                ? Optional.of(new Digest128(high.getAsLong(), low.getAsLong()))
                : Optional.empty();
    }

    private static long number(byte[] bytes, int from) {
        long number = 0;
        for (int index = from; index < from + Long.BYTES; index++) {
            number = number << 8 | bytes[index] & 0xff;
        }
        return number;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every JDK has SHA-256", never);
        }
    }
}
