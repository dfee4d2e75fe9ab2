package dev.tributary.postback;

import dev.tributary.domain.postback.PostbackAccess.Gate;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.MediaType;
import dev.tributary.infrastructure.lambda.StrictJson;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Our own calls: a JSON object, signed or with a bearer token, answered with the signed receipt.
final class OwnJson implements Dialect {
    private final Gatekeeper gatekeeper;
    private final Receipts receipts;

    OwnJson(Gatekeeper gatekeeper, Receipts receipts) {
        this.gatekeeper = gatekeeper;
        this.receipts = receipts;
    }

    @Override
    public String name() {
        return "json";
    }

    @Override
    public Set<String> methods() {
        return Set.of("POST");
    }

    @Override
    public void requireForm(SenderCall call) {
        MediaType.requireJson(call.http().header("content-type"));
    }

    @Override
    public Gate proven(SenderCall call, KeyRing ring, Instant now) {
        return gatekeeper.admit(call.program(), call.http(), ring, now);
    }

    @Override
    public Proof proof(SenderCall call, Gate gate, KeyRing ring, Instant now) {
        return gatekeeper.proof(gate, call.http(), ring, now);
    }

    @Override
    public Reading read(SenderCall call, Gate gate, Instant now) throws IOException {
        return Reading.Said.of(StrictJson.read(call.http().body()), UnaryOperator.identity());
    }

    @Override
    public HttpAnswer answer(Outcome outcome) {
        return receipts.answer(outcome);
    }
}
