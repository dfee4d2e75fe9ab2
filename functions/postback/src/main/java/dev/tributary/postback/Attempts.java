package dev.tributary.postback;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.postback.PostbackAccess.Gate;
import dev.tributary.infrastructure.edge.Network;
import dev.tributary.infrastructure.edge.Remembered;
import dev.tributary.infrastructure.edge.TokenBuckets.Limit;
import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.UnprovenCalls;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How often a caller may fail to prove that it calls for a program, before anything is read. Counted by
/// program and network, since many shops call from the network of one provider: who is wrong for one program
/// takes nothing from the others. A pair that was right lately is looked up first, whatever its neighbours were
/// wrong in; any other counts among all of its network too, which holds whoever tries one program after the
/// other.
final class Attempts {
    static final Limit OF_PROGRAM = new Limit(60, Duration.ofSeconds(1));
    static final Limit OF_NETWORK = new Limit(600, Duration.ofMillis(100));
    /// How long a right call speaks for the next one from there. Then it takes another.
    static final Duration PROVEN = Duration.ofHours(1);
    /// Of each kind: 3 times 10,000 are 6 MB.
    static final int MOST = 10_000;

    private record Pair(ProgramId program, Network network) {}

    private final UnprovenCalls<Pair> ofProgram = new UnprovenCalls<>(OF_PROGRAM, MOST);
    private final UnprovenCalls<Network> ofNetwork = new UnprovenCalls<>(OF_NETWORK, MOST);
    private final Remembered<Pair> proven = new Remembered<>(MOST);

    /// @throws dev.tributary.infrastructure.lambda.HttpRefusal 429 without a look at the call, which takes
    ///     nothing of it; and what the proof throws
    Gate admit(String program, HttpCall call, Instant now, UnprovenCalls.Proof<Gate> proof) throws IOException {
        Optional<ProgramId> id = ProgramId.parse(program);
        if (id.isEmpty()) {
            // Refused without a read.
            return proof.find();
        }
        Pair pair = new Pair(id.get(), call.from());
        Gate gate = proven.has(pair, now)
                ? ofProgram.findFirst(pair, now, proof)
                : ofNetwork.find(call.from(), now, () -> ofProgram.find(pair, now, proof));
        proven.note(pair, now.plus(PROVEN));
        return gate;
    }
}
