package dev.tributary.domain.decision;

import dev.tributary.domain.decision.Decision.Refusal;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.ledger.Movement;
import java.time.ZoneId;

/// The only writer of what decisions post, and of what becomes of them.
public interface DecisionLedger {
    /// Account, entry and decision, together or not at all.
    /// @param zone the program's, in which days begin that are to be released
    /// @throws dev.tributary.domain.stored.UnavailableException when the table does not answer: it
    ///     may be written all the same, which whoever tries again finds in the decision
    Written post(AdjustmentId decision, Movement movement, ZoneId zone);

    /// Ends a decision that moves no money.
    /// @throws dev.tributary.domain.stored.UnavailableException as `post`
    Written refuse(AdjustmentId decision, Refusal refusal);

    enum Written {
        COMMITTED,
        /// Nothing was written: the decision was ended by somebody else.
        ALREADY_DECIDED,
        /// Nothing was written: the account changed, or somebody writes one of these items right now.
        STALE
    }
}
