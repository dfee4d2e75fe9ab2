package dev.tributary.infrastructure.table;

import dev.tributary.domain.click.ClickOverrides;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.infrastructure.edge.BonusKeys;
import java.util.Map;
import java.util.Optional;

/// That overrides of a program ask for its clicks, in the table; put once, never changed:
/// ```
/// pk W#{program} | sk CLICKS | version 1
/// ```
public final class DynamoClickOverrides implements ClickOverrides {
    private final ItemStore items;

    public DynamoClickOverrides(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public boolean areNoted(ProgramId program) {
        return items.get(BonusKeys.schedule(program), BonusKeys.CLICKS).isPresent();
    }

    static ItemStore.Place place(ProgramId program) {
        return new ItemStore.Place(BonusKeys.schedule(program), BonusKeys.CLICKS, Optional.empty());
    }

    static Map<String, Object> item() {
        return Map.of();
    }
}
