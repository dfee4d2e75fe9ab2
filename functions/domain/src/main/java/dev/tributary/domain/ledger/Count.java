package dev.tributary.domain.ledger;

import dev.tributary.domain.tally.Tally;

/// What an entry adds to a tally of its account, or takes away.
public record Count(Tally tally, long change) {
    public Count {
        if (change == 0) {
            throw new IllegalArgumentException("change is 0: then nothing is counted");
        }
    }
}
