package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.statement.Point;
import dev.tributary.domain.statement.Proof;
import dev.tributary.infrastructure.edge.Signatures.Signature;
import java.io.IOException;
import java.time.Instant;

/// How the proof of a statement is written: each field of its lines under its name, so that a reader makes the
/// lines by itself (docs/ledger.md), and what is signed.
final class StatementProof {
    private StatementProof() {}

    static void write(Proof proof, Instant at, Signature signature, JsonGenerator json) throws IOException {
        CurrencyCode currency = proof.account().currency();
        json.writeStartObject();
        json.writeStringField("program_id", proof.account().program().toString());
        json.writeStringField("affiliate_id", proof.account().affiliate().toString());
        json.writeStringField("currency", currency.code());
        json.writeStringField("month", proof.period().month().toString());
        json.writeStringField("time_zone", proof.period().zone().getId());
        json.writeStringField("from", proof.period().from().toString());
        json.writeStringField("to", proof.period().to().toString());
        json.writeBooleanField("final", proof.isFinal());
        point(json, "opening", proof.opening(), currency);
        json.writeObjectFieldStart("entries");
        json.writeNumberField("count", proof.entries().count());
        json.writeStringField("hash", proof.entries().hash());
        json.writeEndObject();
        point(json, "closing", proof.closing(), currency);
        json.writeStringField("content_hash", proof.contentHash());
        json.writeStringField("signed_at", Proof.TIME.format(at));
        json.writeStringField("key_id", signature.keyId());
        json.writeStringField("signature", signature.text());
        json.writeEndObject();
    }

    private static void point(JsonGenerator json, String name, Point point, CurrencyCode currency) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("entries", point.entries());
        json.writeNumberField("last_sequence", point.lastSequence());
        json.writeStringField("last_hash", point.lastHash());
        StatementsResource.totals(json, "balances", point.totals(), currency);
        json.writeEndObject();
    }
}
