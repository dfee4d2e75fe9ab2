package dev.tributary.infrastructure.table;

import dev.tributary.domain.bonus.PrizeAward;
import dev.tributary.domain.bonus.PrizeAwards;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.BonusKeys;
import dev.tributary.infrastructure.edge.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Prizes without cash, read and made; those that conversions reach are made by the ledger.
public final class DynamoPrizes implements PrizeAwards {
    private final ItemStore items;
    private final DynamoChanges changes;

    public DynamoPrizes(Table table) {
        this.items = new ItemStore(table);
        this.changes = new DynamoChanges(table);
    }

    @Override
    public Optional<Versioned<PrizeAward>> find(AdjustmentId id) {
        return items.find(BonusKeys.prize(id), Keys.SOLE, PrizeItems::award);
    }

    @Override
    public Creation create(PrizeAward award, List<Change> told) {
        if (told.isEmpty()) {
            return items.create(PrizeItems.place(award), PrizeItems.of(award));
        }
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(items.creation(PrizeItems.place(award), PrizeItems.of(award)));
        told.forEach(change -> writes.addAll(changes.writes(change)));
        return items.createTogether(writes);
    }
}
