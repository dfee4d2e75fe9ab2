package dev.tributary.domain.order;

import dev.tributary.domain.ledger.Movement;
import java.util.List;

/// What a decision asks to be written, and what the call's receipt then says.
public sealed interface Outcome {
    Result result();

    /// Order, entries, accounts and bindings: in one transaction; one movement for each affiliate that has a share
    /// of what moves.
    record Posted(OrderState order, List<Movement> movements, List<BindingChange> bindings, Result result)
            implements Outcome {
        public Posted {
            bindings = List.copyOf(bindings);
            movements = List.copyOf(movements);
            if (movements.isEmpty()) {
                throw new IllegalArgumentException("movements is empty: then it is Recorded");
            }
        }
    }

    /// The order, and what it binds: no money moves (waiting, unattributed, pay of zero, duplicate, conflict,
    /// rejected; the result says which).
    record Recorded(OrderState order, List<BindingChange> bindings, Result result) implements Outcome {
        public Recorded {
            bindings = List.copyOf(bindings);
        }
    }

    /// Nothing is to be written: this very call was decided before, or it is one too many to note.
    record AlreadyRecorded(Result result) implements Outcome {}
}
