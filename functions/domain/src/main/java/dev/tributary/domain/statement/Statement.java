package dev.tributary.domain.statement;

import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Totals;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// An affiliate's month in one program: what stood on its account as the month began in the program's zone,
/// every entry that was posted in it, and what stood as it ended. The next month opens with what this one
/// closed with.
///
/// @param entries by sequence
/// @param isFinal whether no entry can come to it any more
public record Statement(
        AccountKey account, YearMonth month, Totals opening, List<Entry> entries, Totals closing, boolean isFinal) {
    public Statement {
        entries = List.copyOf(entries);
        Totals sum = opening;
        for (Entry entry : entries) {
            if (!entry.account().equals(account)) {
                throw new IllegalArgumentException("entry of another account: " + entry.id());
            }
            sum = sum.plus(Totals.of(entry));
        }
        if (!sum.equals(closing)) {
            throw new IllegalArgumentException("opening and entries do not come to closing");
        }
    }

    /// What the entries of one kind changed together.
    public record Movement(long entries, Totals change) {
        Movement plus(Totals more) {
            return new Movement(entries + 1, change.plus(more));
        }
    }

    /// By kind; a kind of which there is no entry is not there.
    public Map<Cause.Kind, Movement> movements() {
        Map<Cause.Kind, Movement> movements = new EnumMap<>(Cause.Kind.class);
        for (Entry entry : entries) {
            movements.merge(
                    entry.cause().kind(), new Movement(1, Totals.of(entry)), (sum, one) -> sum.plus(one.change()));
        }
        return movements;
    }
}
