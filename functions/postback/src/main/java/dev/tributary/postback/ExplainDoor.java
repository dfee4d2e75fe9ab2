package dev.tributary.postback;

import dev.tributary.domain.access.ApiKey;
import dev.tributary.domain.access.ApiKeySecret;
import dev.tributary.domain.access.Permission;
import dev.tributary.domain.access.Principal;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.program.Program;
import dev.tributary.infrastructure.edge.Network;
import dev.tributary.infrastructure.edge.TokenBuckets;
import dev.tributary.infrastructure.edge.TokenBuckets.Limit;
import dev.tributary.infrastructure.edge.TokenBuckets.Taken;
import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import dev.tributary.infrastructure.lambda.RateLimit;
import dev.tributary.infrastructure.lambda.UnprovenCalls;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Who may ask how a call of a program is read: its merchant, by a key of the API that reads. It is the key that is
/// counted, and never the sender whose call it is.
final class ExplainDoor {
    static final Limit OF_KEY = new Limit(60, Duration.ofSeconds(1));
    static final Limit OF_WRONG = new Limit(60, Duration.ofSeconds(1));
    static final int MOST = 10_000;

    /// Beside an `authorization` that is the sender's own proof.
    private static final String KEY = "tributary-key";

    private static final String AUTHORIZATION = "authorization";

    private final ExplainReads reads;
    private final TokenBuckets<String> keys = new TokenBuckets<>(OF_KEY, MOST);
    private final UnprovenCalls<Network> wrong = new UnprovenCalls<>(OF_WRONG, MOST);

    ExplainDoor(ExplainReads reads) {
        this.reads = reads;
    }

    /// @return the program whose calls its key may see
    /// @throws HttpRefusal 401 without a key that opens, 403 for one that does not read, 404 for a program that is
    ///     not its merchant's or not there, 429
    ProgramId admit(HttpCall call, String program, Instant now) throws IOException {
        ApiKeySecret secret = secret(call).orElseThrow(ExplainDoor::unauthorized);
        ApiKey key = key(secret.hash(), call.from(), now);
        Principal who = key.principal();
        if (!who.may(Permission.READ)) {
            throw HttpRefusal.of(403, "insufficient_scope", "This key does not have the scope read.");
        }
        return ProgramId.parse(program)
                .filter(who::sees)
                .flatMap(reads::program)
                .filter(found -> who.tenant().equals(new Tenant.OfMerchant(found.merchant())))
                .map(Program::id)
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such program."));
    }

    private ApiKey key(String hash, Network from, Instant now) throws IOException {
        boolean isKnown = keys.knows(hash);
        if (isKnown) {
            take(hash, now);
        }
        try {
            ApiKey key = isKnown ? opened(hash, now) : wrong.find(from, now, () -> opened(hash, now));
            if (!isKnown) {
                take(hash, now);
            }
            return key;
        } catch (HttpRefusal refusal) {
            if (refusal.status() == 401) {
                // Whoever opens nothing any more begins as a stranger again.
                keys.forget(hash);
            }
            throw refusal;
        }
    }

    private void take(String hash, Instant now) {
        Taken taken = keys.take(hash, now);
        if (!taken.isGranted()) {
            throw RateLimit.refused(OF_KEY, taken);
        }
    }

    private ApiKey opened(String hash, Instant now) {
        return reads.key(hash).filter(key -> key.opens(now)).orElseThrow(ExplainDoor::unauthorized);
    }

    /// The call as its sender would have sent it, without what opened this door.
    static HttpCall without(HttpCall call) {
        Map<String, String> headers = new HashMap<>(call.headers());
        headers.remove(KEY);
        if (call.header(AUTHORIZATION).flatMap(ExplainDoor::parse).isPresent()) {
            headers.remove(AUTHORIZATION);
        }
        return new HttpCall(call.method(), call.path(), call.query(), headers, call.body(), call.from());
    }

    private static Optional<ApiKeySecret> secret(HttpCall call) {
        return call.header(KEY)
                .flatMap(ApiKeySecret::parse)
                .or(() -> call.header(AUTHORIZATION).flatMap(ExplainDoor::parse));
    }

    private static Optional<ApiKeySecret> parse(String authorization) {
        return Gatekeeper.bearer(authorization).flatMap(ApiKeySecret::parse);
    }

    private static HttpRefusal unauthorized() {
        return HttpRefusal.of(
                        401,
                        "unauthorized",
                        "Whoever asks how a call is read sends an API key as Authorization: Bearer trb_...")
                .header("www-authenticate", "Bearer");
    }
}
