package dev.tributary.domain.ledger;

import dev.tributary.domain.tally.Tally;

/// What one entry did of a change of tier: commissions of the entries up to and with `through` were brought
/// to the step of `to`. It stands in the entry though nothing of them came to another amount.
public record TierStep(Tally tally, long from, long to, long through) {
    static final String WORD = "tier";

    /// `tier revenue@2026-11 90000 110000 17`.
    String text() {
        return WORD + " " + tally.text() + " " + from + " " + to + " " + through;
    }

    /// @throws IllegalArgumentException for a line that none gives
    static TierStep parse(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 5) {
            throw new IllegalArgumentException("text is no entry: a tier line has 5 parts");
        }
        return new TierStep(
                Tally.parse(parts[1]), Long.parseLong(parts[2]), Long.parseLong(parts[3]), Long.parseLong(parts[4]));
    }
}
