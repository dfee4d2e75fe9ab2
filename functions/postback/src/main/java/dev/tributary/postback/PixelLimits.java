package dev.tributary.postback;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.infrastructure.edge.Network;
import dev.tributary.infrastructure.edge.TokenBuckets.Limit;
import dev.tributary.infrastructure.lambda.UnprovenCalls;
import java.time.Duration;
import java.time.Instant;

/// How often pages may tell of sales, each time before anything is read. A shopper buys a few times, an office
/// together a few more; a program has at most so many sales in a moment, from wherever they are told. Who is held by
/// its own limit takes nothing of the program's. Each warm function counts for itself.
final class PixelLimits {
    static final Limit OF_NETWORK_IN_PROGRAM = new Limit(30, Duration.ofSeconds(2));
    static final Limit OF_NETWORK = new Limit(300, Duration.ofMillis(200));
    static final Limit OF_PROGRAM = new Limit(600, Duration.ofMillis(100));
    private static final int MOST = 10_000;

    private record Pair(ProgramId program, Network network) {}

    private final UnprovenCalls<Pair> pairs = new UnprovenCalls<>(OF_NETWORK_IN_PROGRAM, MOST);
    private final UnprovenCalls<Network> networks = new UnprovenCalls<>(OF_NETWORK, MOST);
    private final UnprovenCalls<ProgramId> programs = new UnprovenCalls<>(OF_PROGRAM, MOST);

    /// @throws dev.tributary.infrastructure.lambda.HttpRefusal 429
    void count(ProgramId program, Network from, Instant now) {
        pairs.count(new Pair(program, from), now);
        networks.count(from, now);
        programs.count(program, now);
    }
}
