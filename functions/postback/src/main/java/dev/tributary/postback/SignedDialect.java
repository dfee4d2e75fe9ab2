package dev.tributary.postback;

import dev.tributary.domain.postback.PostbackAccess.Gate;
import dev.tributary.domain.postback.Sender;
import dev.tributary.domain.postback.SenderSecret;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.MediaType;
import dev.tributary.infrastructure.lambda.StrictJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A sender that posts JSON of its own and signs it with a secret of its own, which it gave to the merchant and the
/// merchant to us.
abstract class SignedDialect implements Dialect {
    private final Sender sender;
    private final Gatekeeper gatekeeper;

    SignedDialect(Sender sender, Gatekeeper gatekeeper) {
        this.sender = sender;
        this.gatekeeper = gatekeeper;
    }

    /// Whether the call brings anything to prove itself with.
    abstract boolean isSigned(SenderCall call);

    /// @param secrets of which one has to fit; two while one rotates
    abstract boolean isBy(SenderCall call, List<SenderSecret> secrets, Instant now);

    @Override
    public final String name() {
        return sender.text();
    }

    @Override
    public final Set<String> methods() {
        return Set.of("POST");
    }

    @Override
    public final void requireForm(SenderCall call) {
        MediaType.requireJson(call.http().header("content-type"));
    }

    @Override
    public final Gate proven(SenderCall call, KeyRing ring, Instant now) {
        return gatekeeper.admit(call.program(), sender, isSigned(call), secrets -> isBy(call, secrets, now), ring);
    }

    @Override
    public final Proof proof(SenderCall call, Gate gate, KeyRing ring, Instant now) {
        return isSigned(call)
                ? Dialect.super.proof(call, gate, ring, now)
                : Proof.of(Optional.of(Proof.State.ABSENT), Optional.empty());
    }

    @Override
    public final HttpAnswer answer(Outcome outcome) {
        return SenderAnswers.answer(outcome);
    }

    static SenderBody body(SenderCall call) {
        return new SenderBody(StrictJson.readForeign(call.http().body()));
    }
}
