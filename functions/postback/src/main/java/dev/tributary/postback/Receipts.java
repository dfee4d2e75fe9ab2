package dev.tributary.postback;

import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.order.Result;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.edge.Signatures;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

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
    /// Keys of a rotation are in the ring 15 minutes before they sign.
    private static final String KEYS_CACHED = "public, max-age=300";

    private final Signatures signatures = new Signatures();

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
        String receivedAt = TIME.format(receipt.receivedAt());
        String contentHash = HexFormat.of().formatHex(receipt.id().contentHash());
        String signed = String.join("\n", "tributary-receipt-v1", receipt.id().text(), contentHash, receivedAt);
        Signatures.Signature signature = signatures.ofReceipt(signed, ring, receipt.receivedAt());
        return HttpAnswer.json(status, json -> {
            json.writeStartObject();
            json.writeStringField("receipt_id", receipt.id().text());
            json.writeStringField("status", receipt.status().text());
            json.writeStringField("received_at", receivedAt);
            json.writeStringField("content_hash", contentHash);
            json.writeStringField("key_id", signature.keyId());
            json.writeStringField("signature", signature.text());
            json.writeEndObject();
        });
    }

    /// The public keys of receipts, and of all else that we sign (RFC 7517, RFC 8037).
    HttpAnswer keys(KeyRing ring) {
        return HttpAnswer.json(200, json -> {
                    json.writeStartObject();
                    json.writeArrayFieldStart("keys");
                    for (Signatures.Published key : signatures.published(ring)) {
                        json.writeStartObject();
                        json.writeStringField("kty", "OKP");
                        json.writeStringField("crv", "Ed25519");
                        json.writeStringField("use", "sig");
                        json.writeStringField("alg", "EdDSA");
                        json.writeStringField("kid", key.keyId());
                        json.writeStringField("x", key.x());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                })
                .with("cache-control", KEYS_CACHED);
    }
}
