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
/// takes nothing from the others. Only a pair that never was right counts among all of its network too, which
/// holds whoever tries one program after the other.
final class Attempts {
    static final Limit OF_PROGRAM = new Limit(60, Duration.ofSeconds(1));
    static final Limit OF_NETWORK = new Limit(600, Duration.ofMillis(100));
    private static final int MOST = 10_000;

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
        Gate gate = proven.has(pair)
                ? ofProgram.find(pair, now, proof)
                : ofNetwork.find(call.from(), now, () -> ofProgram.find(pair, now, proof));
        proven.note(pair);
        return gate;
    }
}
