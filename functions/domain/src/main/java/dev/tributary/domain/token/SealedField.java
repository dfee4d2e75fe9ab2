package dev.tributary.domain.token;

import dev.tributary.domain.token.KeyRing.PurposeKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A secret field as the table keeps it: AES-256-GCM under a key of the ring, with its owner's id as
/// associated data, so that a field that is copied to another owner's item does not open there. As
/// text: `kid.nonce and ciphertext`, the latter base64url.
public record SealedField(int kid, byte[] sealed) {
    /// How many random bytes a nonce is (NIST SP 800-38D, 8.2).
    public static final int NONCE_BYTES = 12;

    private static final int TAG_BITS = 128;

    public SealedField {
        if (sealed.length < NONCE_BYTES + TAG_BITS / 8) {
            throw new IllegalArgumentException("sealed is too short: " + sealed.length + " bytes");
        }
        sealed = sealed.clone();
    }

    /// @param owner the id of whom the field belongs to
    /// @param nonce `NONCE_BYTES` random bytes, never used before with this ring
    public static SealedField seal(byte[] plain, String owner, byte[] nonce, KeyRing ring, Instant now) {
        if (nonce.length != NONCE_BYTES) {
            throw new IllegalArgumentException("nonce is not " + NONCE_BYTES + " bytes: " + nonce.length);
        }
        PurposeKey key = ring.signing(Purpose.FIELD, now);
        try {
            byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, key, nonce, owner).doFinal(plain);
            byte[] sealed = Arrays.copyOf(nonce, nonce.length + ciphertext.length);
            System.arraycopy(ciphertext, 0, sealed, nonce.length, ciphertext.length);
            return new SealedField(key.kid(), sealed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM is part of every JDK", impossible);
        }
    }

    /// The plain bytes; empty when the ring has no such key, the owner is another, or a bit changed.
    public Optional<byte[]> open(String owner, KeyRing ring) {
        Optional<PurposeKey> key = ring.verifying(Purpose.FIELD, kid);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, key.get(), nonce, owner)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
        } catch (GeneralSecurityException forged) {
            return Optional.empty();
        }
    }

    /// @throws IllegalArgumentException for a text that `toString` did not write
    public static SealedField of(String text) {
        int dot = text.indexOf('.');
        if (dot < 1) {
            throw new IllegalArgumentException("text is no sealed field");
        }
        return new SealedField(
                Integer.parseInt(text, 0, dot, 10), Base64.getUrlDecoder().decode(text.substring(dot + 1)));
    }

    @Override
    public String toString() {
        return kid + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealedField field && field.kid == kid && Arrays.equals(field.sealed, sealed);
    }

    @Override
    public int hashCode() {
        return 31 * kid + Arrays.hashCode(sealed);
    }

    private static Cipher cipher(int mode, PurposeKey key, byte[] nonce, String owner) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key.key().getEncoded(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
