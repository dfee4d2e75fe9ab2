package dev.tributary.infrastructure.edge;

import dev.tributary.domain.token.KeyRing.PurposeKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.NamedParameterSpec;

/// The Ed25519 pair whose seed is a key of the ring (RFC 8032, 5.1.5: the private key is 32 bytes).
final class SigningPair {
    private static final int BYTES = 32;

    private final KeyPair pair;

    private SigningPair(KeyPair pair) {
        this.pair = pair;
    }

    byte[] sign(byte[] text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Ed25519 is part of every JDK", impossible);
        }
    }

    /// The point as RFC 8032, 5.1.2, encodes it: y in little endian, the sign of x in the last bit.
    byte[] publicBytes() {
        EdECPoint point = ((EdECPublicKey) pair.getPublic()).getPoint();
        BigInteger bits = point.isXOdd() ? point.getY().setBit(BYTES * 8 - 1) : point.getY();
        byte[] bytes = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            bytes[i] = bits.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }

    /// The JDK derives a public key nowhere but in its generator, which takes its 32 bytes from the
    /// random source that it is given.
    static SigningPair of(PurposeKey key) {
        byte[] seed = key.key().getEncoded();
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new Seed(seed));
            return new SigningPair(generator.generateKeyPair());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Ed25519 is part of every JDK", impossible);
        }
    }

    private static final class Seed extends SecureRandom {
        private static final long serialVersionUID = 1;
        private final byte[] seed;

        Seed(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
                throw new IllegalStateException("the generator asks for " + bytes.length + " bytes");
            }
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
