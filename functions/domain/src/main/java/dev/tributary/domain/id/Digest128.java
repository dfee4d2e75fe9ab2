package dev.tributary.domain.id;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
            sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            sha.update(bytes);
        }
        ByteBuffer hash = ByteBuffer.wrap(sha.digest());
        return new Digest128(hash.getLong(), hash.getLong());
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

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every JDK has SHA-256", never);
        }
    }
}
