package dev.tributary.domain.order;

import dev.tributary.domain.ledger.Movement;
import java.util.List;

/// What a decision asks to be written, and what the call's receipt then says.
public sealed interface Outcome {
    Result result();

    /// Order, entries and accounts: in one transaction; one movement for each affiliate that has a share
    /// of what moves.
    record Posted(OrderState order, List<Movement> movements, Result result) implements Outcome {
        public Posted {
            movements = List.copyOf(movements);
            if (movements.isEmpty()) {
                throw new IllegalArgumentException("movements is empty: then it is Recorded");
            }
        }
    }

    /// The order alone: no money moves (waiting, unattributed, pay of zero, duplicate, conflict,
    /// rejected; the result says which).
    record Recorded(OrderState order, Result result) implements Outcome {}

    /// Nothing is to be written: this very call was decided before, or it is one too many to note.
    record AlreadyRecorded(Result result) implements Outcome {}
}
