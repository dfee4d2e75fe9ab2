package dev.tributary.postback;

import dev.tributary.domain.postback.PostbackAccess.Gate;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpCall;
import java.time.Instant;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Our own calls of those who can only call a URL: the same in a query, with the token in it.
final class OwnUrl implements Dialect {
    private final Gatekeeper gatekeeper;
    private final Receipts receipts;

    OwnUrl(Gatekeeper gatekeeper, Receipts receipts) {
        this.gatekeeper = gatekeeper;
        this.receipts = receipts;
    }

    @Override
    public String name() {
        return "url";
    }

    @Override
    public Set<String> methods() {
        return Set.of("GET");
    }

    /// A query has but one form.
    @Override
    public void requireForm(SenderCall call) {}

    @Override
    public Gate proven(SenderCall call, KeyRing ring, Instant now) {
        return gatekeeper.admit(call.program(), call.http(), QueryFields.token(call.query()), ring);
    }

    @Override
    public Proof proof(SenderCall call, Gate gate, KeyRing ring, Instant now) {
        return gatekeeper.proof(gate, call.http(), QueryFields.token(call.query()));
    }

    @Override
    public Reading read(SenderCall call, Gate gate, Instant now) {
        return Reading.Said.of(QueryFields.of(HttpCall.query(call.query())), UnaryOperator.identity());
    }

    @Override
    public HttpAnswer answer(Outcome outcome) {
        return receipts.answer(outcome);
    }
}
