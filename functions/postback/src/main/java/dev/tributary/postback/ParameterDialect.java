package dev.tributary.postback;

import dev.tributary.domain.postback.PostbackAccess.Gate;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import dev.tributary.infrastructure.lambda.MediaType;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A sender that calls a URL with parameters, by GET or as a form, proves itself by our token in one of
/// them, and wants a word in plain text.
///
/// It hears 200 for what is new, too: whoever speaks for a network knows no other word for it, and some
/// compare. What was not taken is never 200.
abstract class ParameterDialect implements Dialect {
    /// Where the body of an answer is the sender's: our receipts, in the order of what was said.
    static final String RECEIPT = "tributary-receipt";

    private static final Map<String, String> PLAIN = Map.of("content-type", "text/plain; charset=utf-8");

    private final String name;
    private final String tokenParameter;
    private final Gatekeeper gatekeeper;

    /// @param tokenParameter where users of this sender know to put a token
    ParameterDialect(String name, String tokenParameter, Gatekeeper gatekeeper) {
        this.name = name;
        this.tokenParameter = tokenParameter;
        this.gatekeeper = gatekeeper;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public Set<String> methods() {
        return Set.of("GET", "POST");
    }

    @Override
    public void requireForm(SenderCall call) {
        if (call.http().body().length > 0 && !MediaType.isForm(call.http().header("content-type"))) {
            throw HttpRefusal.of(415, "unsupported_media_type", "The body has to be a form in UTF-8.");
        }
    }

    @Override
    public Gate proven(SenderCall call, KeyRing ring, Instant now) {
        return gatekeeper.admit(call.program(), call.http(), SenderParameters.token(call, tokenParameter), ring);
    }

    @Override
    public Proof proof(SenderCall call, Gate gate, KeyRing ring, Instant now) {
        return gatekeeper.proof(gate, call.http(), SenderParameters.token(call, tokenParameter));
    }

    @Override
    public final Reading read(SenderCall call, Gate gate, Instant now) throws IOException {
        return read(parameters(call), gate);
    }

    /// @throws HttpRefusal 400
    SenderParameters parameters(SenderCall call) throws IOException {
        return SenderParameters.of(call);
    }

    abstract Reading read(SenderParameters sent, Gate gate);

    @Override
    public HttpAnswer answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Taken taken -> plain(200, taken()).with(RECEIPT, receipts(taken));
            case Outcome.Unused(String reason) -> plain(200, taken());
            case Outcome.Refused(HttpRefusal refusal) -> refused(refusal);
        };
    }

    /// What the sender reads when all is well.
    String taken() {
        return "OK";
    }

    HttpAnswer refused(HttpRefusal refusal) {
        return HttpAnswer.refused(refusal);
    }

    static HttpAnswer plain(int status, String text) {
        return new HttpAnswer(status, PLAIN, text);
    }

    static String receipts(Outcome.Taken taken) {
        return taken.receipts().stream().map(receipt -> receipt.id().text()).collect(Collectors.joining(", "));
    }
}
