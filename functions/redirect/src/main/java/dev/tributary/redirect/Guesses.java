package dev.tributary.redirect;

import dev.tributary.domain.id.LinkCode;
import dev.tributary.infrastructure.edge.Network;
import dev.tributary.infrastructure.edge.Remembered;
import dev.tributary.infrastructure.edge.TokenBuckets;
import dev.tributary.infrastructure.edge.TokenBuckets.Limit;
import java.time.Duration;
import java.time.Instant;

/// How often a code is looked for that turns out to be nobody's: so many of one caller, and so many of all.
/// A code that is put off is noted, and looked for when it is asked for once more, out of a budget of its own:
/// made-up codes come once, a link that is new here is asked for again. Of both budgets, and of what is noted,
/// a network has its share, so that one which floods takes none of it from the others. Bounded: 10 MB.
final class Guesses {
    static final Limit OF_ONE = new Limit(30, Duration.ofSeconds(1));
    static final Limit OF_ALL = new Limit(1_000, Duration.ofMillis(10));
    static final Limit ONCE_MORE_OF_ONE = new Limit(30, Duration.ofSeconds(1));
    static final Limit ONCE_MORE_OF_ALL = new Limit(1_000, Duration.ofMillis(10));
    static final Limit NOTED_OF_ONE = new Limit(300, Duration.ofMillis(100));
    static final int MOST_CALLERS = 10_000;
    static final int MOST_PUT_OFF = 10_000;
    private static final Network EVERYBODY = new Network("*");

    /// Whether a code may be looked for, and out of which budget.
    enum Look {
        FIRST,
        ONCE_MORE,
        LATER
    }

    private final TokenBuckets<Network> ofOne = new TokenBuckets<>(OF_ONE, MOST_CALLERS);
    private final TokenBuckets<Network> ofAll = new TokenBuckets<>(OF_ALL, 1);
    private final TokenBuckets<Network> onceMoreOfOne = new TokenBuckets<>(ONCE_MORE_OF_ONE, MOST_CALLERS);
    private final TokenBuckets<Network> onceMoreOfAll = new TokenBuckets<>(ONCE_MORE_OF_ALL, 1);
    private final TokenBuckets<Network> notedOfOne = new TokenBuckets<>(NOTED_OF_ONE, MOST_CALLERS);
    private final Remembered<LinkCode> putOff = new Remembered<>(MOST_PUT_OFF);

    synchronized Look look(LinkCode code, Network from, Instant now) {
        if (ofOne.look(from, now).isGranted() && ofAll.look(EVERYBODY, now).isGranted()) {
            return Look.FIRST;
        }
        if (!putOff.has(code, now)) {
            if (notedOfOne.take(from, now).isGranted()) {
                putOff.note(code);
            }
            return Look.LATER;
        }
        if (onceMoreOfOne.look(from, now).isGranted()
                && onceMoreOfAll.look(EVERYBODY, now).isGranted()) {
            putOff.forget(code);
            return Look.ONCE_MORE;
        }
        return Look.LATER;
    }

    /// It was nobody's.
    synchronized void inVain(Look look, Network from, Instant now) {
        switch (look) {
            case FIRST -> {
                ofOne.take(from, now);
                ofAll.take(EVERYBODY, now);
            }
            case ONCE_MORE -> {
                onceMoreOfOne.take(from, now);
                onceMoreOfAll.take(EVERYBODY, now);
            }
            case LATER -> {}
        }
    }
}
