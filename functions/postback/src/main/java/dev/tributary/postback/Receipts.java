package dev.tributary.postback;

import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.order.Result;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.domain.token.KeyRing.PurposeKey;
import dev.tributary.domain.token.Purpose;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Our signed answer to a call. Signed are these bytes, in ASCII, with `\n` at the end of each line
/// but the last:
/// ```
/// tributary-receipt-v1
/// rcp_...                              receipt_id
/// 0123456789abcdef0123456789abcdef     content_hash: 16 bytes, lower-case hexadecimal
/// 2026-11-22T10:15:00.000250Z          received_at, six decimals
/// ```
/// with Ed25519 (RFC 8032) by the key `key_id` of `/.well-known/jwks.json`; `signature` is base64url
/// without padding. `content_hash` is the head of the SHA-256 over the call's canonical content, as
/// `Fingerprint.contentHash` writes it. The status is not signed: it changes.
final class Receipts {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    /// Keys of a rotation are in the ring 15 minutes before they sign.
    private static final String KEYS_CACHED = "public, max-age=300";

    /// A pair costs a millisecond; a ring has a few keys, and fewer than this come in a process's life.
    private static final int MOST_KEPT = 64;

    private final Map<PurposeKey, SigningPair> pairs = new ConcurrentHashMap<>();

    record Receipt(ReceiptId id, Instant receivedAt, Result.Kind status) {}

    /// To our own calls, each of which says one thing.
    HttpAnswer answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Taken taken -> answer(taken.status(), taken.receipts().getFirst(), taken.ring());
            case Outcome.Unused(String reason) -> throw new IllegalStateException("a call of ours is used: " + reason);
            case Outcome.Refused(HttpRefusal refusal) -> HttpAnswer.refused(refusal);
        };
    }

    private HttpAnswer answer(int status, Receipt receipt, KeyRing ring) {
        PurposeKey key = ring.signing(Purpose.RECEIPT_SIGNATURE, receipt.receivedAt());
        String receivedAt = TIME.format(receipt.receivedAt());
        String contentHash = HexFormat.of().formatHex(receipt.id().contentHash());
        String signed = String.join("\n", "tributary-receipt-v1", receipt.id().text(), contentHash, receivedAt);
        byte[] signature = pair(key).sign(signed.getBytes(StandardCharsets.US_ASCII));
        return HttpAnswer.json(status, json -> {
            json.writeStartObject();
            json.writeStringField("receipt_id", receipt.id().text());
            json.writeStringField("status", receipt.status().text());
            json.writeStringField("received_at", receivedAt);
            json.writeStringField("content_hash", contentHash);
            json.writeStringField("key_id", keyId(key));
            json.writeStringField("signature", BASE64.encodeToString(signature));
            json.writeEndObject();
        });
    }

    /// Every key of the ring, so that old receipts stay good and new ones are known in time (RFC 7517,
    /// RFC 8037).
    HttpAnswer keys(KeyRing ring) {
        return HttpAnswer.json(200, json -> {
                    json.writeStartObject();
                    json.writeArrayFieldStart("keys");
                    for (PurposeKey key : ring.all(Purpose.RECEIPT_SIGNATURE)) {
                        json.writeStartObject();
                        json.writeStringField("kty", "OKP");
                        json.writeStringField("crv", "Ed25519");
                        json.writeStringField("use", "sig");
                        json.writeStringField("alg", "EdDSA");
                        json.writeStringField("kid", keyId(key));
                        json.writeStringField(
                                "x", BASE64.encodeToString(pair(key).publicBytes()));
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                })
                .with("cache-control", KEYS_CACHED);
    }

    private SigningPair pair(PurposeKey key) {
        if (pairs.size() >= MOST_KEPT) {
            pairs.clear();
        }
        return pairs.computeIfAbsent(key, SigningPair::of);
    }

    private static String keyId(PurposeKey key) {
        return "receipt-" + key.kid();
    }
}
