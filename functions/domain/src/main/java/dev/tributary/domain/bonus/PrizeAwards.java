package dev.tributary.domain.bonus;

import dev.tributary.domain.change.Change;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Versioned;
import java.util.List;
import java.util.Optional;

/// Where prizes without cash are kept. Those that conversions reach are written by the ledger, in the
/// transaction of the conversion.
public interface PrizeAwards {
    Optional<Versioned<PrizeAward>> find(AdjustmentId id);

    /// Once, with those who are told of it: whoever comes second finds it there, however far it is by then.
    Creation create(PrizeAward award, List<Change> told);
}
