package dev.tributary.redirect;

import dev.tributary.domain.id.LinkCode;
import dev.tributary.domain.link.Link;
import dev.tributary.infrastructure.edge.Cache;
import dev.tributary.infrastructure.edge.Cache.Known;
import dev.tributary.infrastructure.edge.Network;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The links that this warm function knows, and the codes that it knows to have none. A code of which it
/// knows neither costs a read: so often, and not more (`Guesses`).
final class KnownLinks {
    /// Of 64 letters at most: 3 MB.
    static final int MOST_ABSENT = 10_000;

    sealed interface Found {
        /// What is known of the code; no value when no link has it.
        record Here(Known<Link> link) implements Found {}

        /// It was not looked for.
        record PutOff() implements Found {}
    }

    private final Cache<LinkCode, Link> links;
    private final Guesses guesses;
    private final Clock clock;
    private final Set<LinkCode> asked = ConcurrentHashMap.newKeySet();

    KnownLinks(Cache.Source<LinkCode, Link> source, Clock clock, int most, Guesses guesses) {
        this.links = new Cache<>(source, clock, most, MOST_ABSENT);
        this.guesses = guesses;
        this.clock = clock;
    }

    /// @param address of whoever asks
    /// @throws IOException when the table does not answer and nothing young enough is known
    Found find(LinkCode code, String address) throws IOException {
        if (links.isKnown(code)) {
            return new Found.Here(links.get(code));
        }
        Network from = Network.of(address);
        Instant now = clock.instant();
        Guesses.Look look = guesses.look(code, from, now);
        if (look == Guesses.Look.LATER) {
            return new Found.PutOff();
        }
        // Those who ask for one code at once cost one read.
        boolean isFirst = asked.add(code);
        try {
            Known<Link> link = links.get(code);
            // A link that is there was no guess; and an outage says nothing of whoever asks.
            if (link.value().isEmpty() && isFirst) {
                guesses.inVain(look, from, now);
            }
            return new Found.Here(link);
        } finally {
            if (isFirst) {
                asked.remove(code);
            }
        }
    }
}
