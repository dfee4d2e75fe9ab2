package dev.tributary.domain.decision;

import dev.tributary.domain.decision.Decision.Refusal;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.ledger.Movement;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.OrderGroup;
import java.time.ZoneId;
import java.util.Optional;

/// The only writer of what decisions post, and of what becomes of them.
public interface DecisionLedger {
    /// What a decision posts.
    ///
    /// @param amount what the terms gave, where the decision left it to them
    /// @param order the one that it is about, where it changes that
    record Effect(Movement movement, Optional<Money> amount, Optional<OrderGroup.Change> order) {}

    /// Account, entries, decision and order, together or not at all.
    /// @param zone the program's, in which days begin that are to be released
    /// @throws dev.tributary.domain.stored.UnavailableException when the table does not answer: it
    ///     may be written all the same, which whoever tries again finds in the decision
    Written post(AdjustmentId decision, Effect effect, ZoneId zone);

    /// The same of one that says its amount.
    default Written post(AdjustmentId decision, Movement movement, Optional<OrderGroup.Change> order, ZoneId zone) {
        return post(decision, new Effect(movement, Optional.empty(), order), zone);
    }

    /// Ends a decision that moves no money.
    /// @throws dev.tributary.domain.stored.UnavailableException as `post`
    Written refuse(AdjustmentId decision, Refusal refusal);

    enum Written {
        COMMITTED,
        /// Nothing was written: the decision was ended by somebody else.
        ALREADY_DECIDED,
        /// Nothing was written: the account or the order changed, or somebody writes one of these items
        /// right now.
        STALE
    }
}
