package dev.tributary.infrastructure.table;

import dev.tributary.domain.bonus.PrizeAward;
import dev.tributary.domain.bonus.PrizeAwards;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.BonusKeys;
import dev.tributary.infrastructure.edge.Keys;
import java.util.Optional;

/// Prizes without cash, read and made; those that conversions reach are made by the ledger.
public final class DynamoPrizes implements PrizeAwards {
    private final ItemStore items;

    public DynamoPrizes(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Optional<Versioned<PrizeAward>> find(AdjustmentId id) {
        return items.find(BonusKeys.prize(id), Keys.SOLE, PrizeItems::award);
    }

    @Override
    public Creation create(PrizeAward award) {
        return items.create(PrizeItems.place(award), PrizeItems.of(award));
    }
}
