package dev.tributary.domain.order;

import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.Entry;
import java.util.List;

/// What a decision asks to be written, and what the call's receipt then says.
public sealed interface Outcome {
    Result result();

    /// Order, entries and account: in one transaction. The entries follow each other, the account is
    /// the one after the last.
    record Posted(OrderState order, Account account, List<Entry> entries, Result result) implements Outcome {
        public Posted {
            entries = List.copyOf(entries);
            if (entries.isEmpty()) {
                throw new IllegalArgumentException("entries is empty: then it is Recorded");
            }
        }
    }

    /// The order alone: no money moves (waiting, unattributed, pay of zero, duplicate, conflict,
    /// rejected; the result says which).
    record Recorded(OrderState order, Result result) implements Outcome {}

    /// Nothing is to be written: this very call was decided before, or it is one too many to note.
    record AlreadyRecorded(Result result) implements Outcome {}
}
