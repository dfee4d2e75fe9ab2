package dev.tributary.domain.ledger;

import dev.tributary.domain.tally.Tally;

/// A counter that has passed a step of a retroactive tier, up or down: the commissions of its period are
/// to be brought to the other step before anything else is posted to the account.
///
/// @param from the counter before, at whose step they stand
/// @param to the counter after
/// @param recorded the version of the account that it came with: commissions of later entries, which
///     there are none of until it is completed, would be of the new step
/// @param next the first entry whose commissions are still to be brought there
public record TierChange(Tally tally, long from, long to, long recorded, long next) {
    public TierChange {
        if (next < 1 || next > recorded) {
            throw new IllegalArgumentException("next is not within 1 and " + recorded + ": " + next);
        }
    }

    public boolean hasBegun() {
        return next > 1;
    }

    TierChange from(long entry) {
        return new TierChange(tally, from, to, recorded, entry);
    }

    /// The same counter has moved again, before any commission was brought anywhere.
    TierChange then(TierChange later) {
        if (hasBegun()) {
            throw new IllegalStateException("the change of " + tally.text() + " is not completed");
        }
        return new TierChange(tally, from, later.to, later.recorded, 1);
    }
}
