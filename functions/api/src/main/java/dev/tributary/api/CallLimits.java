package dev.tributary.api;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.infrastructure.edge.Network;
import dev.tributary.infrastructure.edge.TokenBuckets;
import dev.tributary.infrastructure.edge.TokenBuckets.Limit;
import dev.tributary.infrastructure.edge.TokenBuckets.Taken;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import dev.tributary.infrastructure.lambda.RateLimit;
import dev.tributary.infrastructure.lambda.UnprovenCalls;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// How many calls are answered, kept in the warm function: a call over a limit costs no read. A key or session
/// that was found good here has a bucket of its own, and its answers tell of it. What was never found good here
/// is looked up only as long as its network was not wrong too often: guessing costs reads, and a good key
/// behind the same address is held by the guesses of others only until it was seen once.
final class CallLimits {
    static final Limit OF_CALLER = new Limit(500, Duration.ofMillis(20));
    static final Limit OF_WRONG = new Limit(60, Duration.ofSeconds(1));
    /// What anybody may call: it is counted whatever comes of it.
    static final Limit OF_SIGN_IN = new Limit(30, Duration.ofSeconds(2));
    /// What anybody may read without signing in.
    static final Limit OF_VISITS = new Limit(60, Duration.ofSeconds(1));
    /// Events that are not signed by the program's secret.
    static final Limit OF_EVENTS = new Limit(60, Duration.ofSeconds(1));
    /// Of each kind: 5 times 10,000 are 10 MB.
    static final int MOST = 10_000;

    private record Pair(ProgramId program, Network network) {}

    private final boolean isOn;
    private final Clock clock;
    private final TokenBuckets<String> callers = new TokenBuckets<>(OF_CALLER, MOST);
    private final UnprovenCalls<Network> wrong = new UnprovenCalls<>(OF_WRONG, MOST);
    private final UnprovenCalls<Network> signIns = new UnprovenCalls<>(OF_SIGN_IN, MOST);
    private final UnprovenCalls<Network> visits = new UnprovenCalls<>(OF_VISITS, MOST);
    private final UnprovenCalls<Pair> events = new UnprovenCalls<>(OF_EVENTS, MOST);

    private CallLimits(boolean isOn, Clock clock) {
        this.isOn = isOn;
        this.clock = clock;
    }

    static CallLimits usual(Clock clock) {
        return new CallLimits(true, clock);
    }

    /// For whoever makes thousands of calls while the clock stands.
    static CallLimits none(Clock clock) {
        return new CallLimits(false, clock);
    }

    /// What a call gets that was let in.
    @FunctionalInterface
    interface Admitted<P> {
        HttpAnswer answer(P who) throws IOException;
    }

    /// A call that needs a key or a session.
    /// @throws HttpRefusal 429; and what the door and the answer throw
    <P> HttpAnswer answer(HttpCall call, UnprovenCalls.Proof<P> door, Admitted<P> admitted) throws IOException {
        if (!isOn) {
            return admitted.answer(door.find());
        }
        Instant now = clock.instant();
        Optional<String> caller = Doorkeeper.caller(call);
        Optional<Taken> known = caller.filter(callers::knows).map(hash -> callers.take(hash, now));
        if (known.filter(taken -> !taken.isGranted()).isPresent()) {
            throw RateLimit.refused(OF_CALLER, known.get());
        }
        P who;
        try {
            who = known.isPresent() ? door.find() : wrong.find(call.from(), now, door);
        } catch (HttpRefusal refusal) {
            if (refusal.status() == 401 || refusal.status() == 429) {
                // Whoever opens nothing any more begins as a stranger again.
                caller.ifPresent(callers::forget);
                throw refusal;
            }
            // It was found good, and may not do this only.
            throw refusal.headers(told(caller, known, now));
        }
        Map<String, String> told = told(caller, known, now);
        try {
            return admitted.answer(who).with(told);
        } catch (HttpRefusal refusal) {
            throw refusal.headers(told);
        }
    }

    private Map<String, String> told(Optional<String> caller, Optional<Taken> known, Instant now) {
        // A session's own routes look at the cookie alone, whatever stands in the header beside it.
        return known.or(() -> caller.map(hash -> callers.take(hash, now)))
                .map(taken -> RateLimit.headers(OF_CALLER, taken))
                .orElse(Map.of());
    }

    /// What anybody may call.
    /// @throws HttpRefusal 429
    void countSignIn(HttpCall call) {
        if (isOn) {
            signIns.count(call.from(), clock.instant());
        }
    }

    /// What anybody may read without signing in.
    /// @throws HttpRefusal 429
    void countVisit(HttpCall call) {
        if (isOn) {
            visits.count(call.from(), clock.instant());
        }
    }

    /// An event of a rail, which proves itself by its signature.
    HttpAnswer signed(HttpCall call, String programId, UnprovenCalls.Proof<HttpAnswer> answer) throws IOException {
        Optional<ProgramId> program = ProgramId.parse(programId);
        // Without one it is refused without a read.
        return isOn && program.isPresent()
                ? events.find(new Pair(program.get(), call.from()), clock.instant(), answer)
                : answer.find();
    }
}
