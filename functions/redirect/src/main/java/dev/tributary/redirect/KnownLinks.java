package dev.tributary.redirect;

import dev.tributary.domain.id.LinkCode;
import dev.tributary.domain.link.Link;
import dev.tributary.infrastructure.edge.Cache;
import dev.tributary.infrastructure.edge.Cache.Known;
import dev.tributary.infrastructure.edge.Network;
import java.io.IOException;
import java.time.Clock;

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
        Guesses.Look look = guesses.look(code, from, clock.instant());
        if (look == Guesses.Look.LATER) {
            return new Found.PutOff();
        }
        boolean inVain = false;
        try {
            Known<Link> link = links.get(code);
            inVain = link.value().isEmpty();
            return new Found.Here(link);
        } finally {
            // A link that is there was no guess; and an outage says nothing of whoever asks.
            if (!inVain) {
                guesses.giveBack(look, from);
            }
        }
    }
}
