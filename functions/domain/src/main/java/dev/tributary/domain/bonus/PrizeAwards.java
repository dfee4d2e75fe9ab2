package dev.tributary.domain.bonus;

import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Versioned;
import java.util.Optional;

/// Where prizes without cash are kept. Those that conversions reach are written by the ledger, in the
/// transaction of the conversion.
public interface PrizeAwards {
    Optional<Versioned<PrizeAward>> find(AdjustmentId id);

    /// Once: whoever comes second finds it there, however far it is by then.
    Creation create(PrizeAward award);
}
