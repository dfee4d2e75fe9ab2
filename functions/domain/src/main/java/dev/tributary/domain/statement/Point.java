package dev.tributary.domain.statement;

import dev.tributary.domain.ledger.Totals;

/// Where an account stood at an instant: what had been posted before it. One point with its hash says all of the
/// account's history until then, since each entry holds the hash of the one before.
///
/// @param entries how many there were
/// @param lastSequence the highest sequence among them, 0 before the first; above `entries` where one of later overtook
/// @param lastHash the hash of that entry, `Entry.FIRST` before the first
public record Point(long entries, long lastSequence, String lastHash, Totals totals) {
    /// `12 12 306d...fe2c 1260 0 0 0 0`; amounts in minor units.
    String text() {
        return entries + " " + lastSequence + " " + lastHash + " " + totals.pending() + " " + totals.held() + " "
                + totals.available() + " " + totals.inFlight() + " " + totals.receivable();
    }
}
