package dev.tributary.infrastructure.table;

import dev.tributary.domain.attribution.Binding;
import dev.tributary.domain.attribution.BindingKey;
import dev.tributary.domain.attribution.KnownBindings;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.Keys;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/// Reads to whom customers and subscriptions are bound.
public final class DynamoBindings implements KnownBindings {
    private final ItemStore items;

    public DynamoBindings(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Optional<Versioned<Binding>> find(ProgramId program, BindingKey key) {
        try {
            return items.find(Keys.binding(program, key), Keys.SOLE, BindingItems::binding);
        } catch (SdkException failed) {
            throw new UnavailableException("table", failed);
        }
    }
}
