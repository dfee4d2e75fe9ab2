package dev.tributary.domain.decision;

import dev.tributary.domain.decision.Decision.Refusal;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.ledger.Movement;
import dev.tributary.domain.order.OrderGroup;
import java.time.ZoneId;
import java.util.Optional;

/// The only writer of what decisions post, and of what becomes of them.
public interface DecisionLedger {
    /// Account, entry, decision and order, together or not at all.
    /// @param order the one that it is about, where the adjustment changes that
    /// @param zone the program's, in which days begin that are to be released
    /// @throws dev.tributary.domain.stored.UnavailableException when the table does not answer: it
    ///     may be written all the same, which whoever tries again finds in the decision
    Written post(AdjustmentId decision, Movement movement, Optional<OrderGroup.Change> order, ZoneId zone);

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
