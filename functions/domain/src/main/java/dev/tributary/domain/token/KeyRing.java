package dev.tributary.domain.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The platform's keys. Every key verifies from the moment it is in the ring; the one that signs is
/// the latest whose `signsFrom` has come. A new key is added with `signsFrom` at least 15 minutes
/// ahead, so that every function has read it before the first token carries it.
///
/// What a key is used for is part of the key: each purpose has one of its own, derived from it
/// (HMAC-SHA256 over the purpose), so that a tag made for one purpose proves nothing for another.
public final class KeyRing {
    /// A key of the ring. `kid` is 0 to 255, the secret at least 32 bytes.
    public record Key(int kid, byte[] secret, Instant signsFrom) {
        public Key {
            if (kid < 0 || kid > 255) {
                throw new IllegalArgumentException("kid is not within 0 and 255: " + kid);
            }
            if (secret.length < 32) {
                throw new IllegalArgumentException("secret of kid " + kid + " is under 32 bytes");
            }
            secret = secret.clone();
        }

        @Override
        public String toString() {
            return "Key[kid=" + kid + ", signsFrom=" + signsFrom + "]";
        }
    }

    /// The key of one purpose, ready to make tags.
    public record PurposeKey(int kid, SecretKeySpec key) {
        /// HMAC-SHA256 over the parts, one after the other; 32 bytes.
        public byte[] tag(byte[]... parts) {
            Mac mac = mac(key);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        }

        @Override
        public String toString() {
            return "PurposeKey[kid=" + kid + "]";
        }
    }

    /// The latest first.
    private final List<Key> keys;
    /// Per purpose, by its ordinal: one key for each of `keys`, in their order.
    private final List<List<PurposeKey>> derived;

    /// @throws IllegalArgumentException when there is no key, or two have one kid
    public KeyRing(List<Key> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("keys of the ring are missing");
        }
        if (keys.stream().map(Key::kid).distinct().count() != keys.size()) {
            throw new IllegalArgumentException("two keys of the ring share a kid");
        }
        Comparator<Key> order = Comparator.comparing(Key::signsFrom).reversed().thenComparing(Key::kid);
        this.keys = keys.stream().sorted(order).toList();
        this.derived = Arrays.stream(Purpose.values())
                .map(purpose ->
                        this.keys.stream().map(key -> derive(key, purpose)).toList())
                .toList();
    }

    /// The key that signs at this time: the latest whose time has come; before the first one's
    /// time, the one that comes first.
    public PurposeKey signing(Purpose purpose, Instant now) {
        for (int i = 0; i < keys.size(); i++) {
            if (!keys.get(i).signsFrom().isAfter(now)) {
                return all(purpose).get(i);
            }
        }
        return all(purpose).getLast();
    }

    /// The key of an id, if the ring still has it.
    public Optional<PurposeKey> verifying(Purpose purpose, int kid) {
        for (PurposeKey key : all(purpose)) {
            if (key.kid() == kid) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /// All keys of a purpose, the latest first.
    public List<PurposeKey> all(Purpose purpose) {
        return derived.get(purpose.ordinal());
    }

    private static PurposeKey derive(Key key, Purpose purpose) {
        byte[] text = purpose.text().getBytes(StandardCharsets.UTF_8);
        byte[] secret = mac(new SecretKeySpec(key.secret(), "HmacSHA256")).doFinal(text);
        return new PurposeKey(key.kid(), new SecretKeySpec(secret, "HmacSHA256"));
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", impossible);
        }
    }
}
