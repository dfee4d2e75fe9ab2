package dev.tributary.infrastructure.edge;

import dev.tributary.domain.token.KeyRing;
import dev.tributary.domain.token.KeyRing.PurposeKey;
import dev.tributary.domain.token.Purpose;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// What anybody can check that we have said it: Ed25519 (RFC 8032) by keys of the ring, whose public halves stand at
/// `/.well-known/jwks.json`. Used by several threads.
public final class Signatures {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    /// A pair costs a millisecond; a ring has a few keys, and fewer than this come in a process's life.
    private static final int MOST_KEPT = 64;
    private static final String RECEIPTS = "receipt-";
    private static final String STATEMENTS = "statement-";

    private final Map<PurposeKey, SigningPair> pairs = new ConcurrentHashMap<>();

    /// @param keyId `statement-3`, of the published key
    /// @param text base64url without padding
    public record Signature(String keyId, String text) {}

    /// @param x the public key, 32 bytes as RFC 8037 has them, base64url without padding
    public record Published(String keyId, String x) {}

    /// By the key that signs receipts at this time.
    public Signature ofReceipt(String text, KeyRing ring, Instant at) {
        return sign(text, RECEIPTS, ring.signing(Purpose.RECEIPT_SIGNATURE, at));
    }

    /// Likewise statements.
    public Signature ofStatement(String text, KeyRing ring, Instant at) {
        return sign(text, STATEMENTS, ring.signing(Purpose.STATEMENT_SIGNATURE, at));
    }

    /// Every key of the ring, so that what was signed by old ones stays good and new ones are known in time.
    public List<Published> published(KeyRing ring) {
        return Stream.concat(
                        published(RECEIPTS, ring.all(Purpose.RECEIPT_SIGNATURE)),
                        published(STATEMENTS, ring.all(Purpose.STATEMENT_SIGNATURE)))
                .toList();
    }

    private Stream<Published> published(String kind, List<PurposeKey> keys) {
        return keys.stream()
                .map(key -> new Published(
                        kind + key.kid(), BASE64.encodeToString(pair(key).publicBytes())));
    }

    private Signature sign(String text, String kind, PurposeKey key) {
        byte[] signature = pair(key).sign(text.getBytes(StandardCharsets.UTF_8));
        return new Signature(kind + key.kid(), BASE64.encodeToString(signature));
    }

    private SigningPair pair(PurposeKey key) {
        if (pairs.size() >= MOST_KEPT) {
            pairs.clear();
        }
        return pairs.computeIfAbsent(key, SigningPair::of);
    }
}
