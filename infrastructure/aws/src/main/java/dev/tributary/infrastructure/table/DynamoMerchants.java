package dev.tributary.infrastructure.table;

import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.party.Merchant;
import dev.tributary.domain.party.Merchants;
import dev.tributary.domain.stored.Creation;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Merchants in the table.
public final class DynamoMerchants implements Merchants {
    private final ItemStore items;

    public DynamoMerchants(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Optional<Merchant> find(MerchantId id) {
        return items.get(Keys.merchant(id), Keys.SOLE)
                .map(item -> new Merchant(
                        MerchantId.of(text(item, "id")), text(item, "name"), Instant.parse(text(item, "created"))));
    }

    @Override
    public Creation create(Merchant merchant) {
        return items.create(
                ItemStore.Place.sole(Keys.merchant(merchant.id())),
                Map.of(
                        "id", merchant.id().toString(),
                        "name", merchant.name(),
                        "created", merchant.created().toString()));
    }

    private static String text(Map<String, Object> item, String name) {
        return (String) ItemStore.required(item, name);
    }
}
