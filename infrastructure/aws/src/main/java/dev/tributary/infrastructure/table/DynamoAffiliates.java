package dev.tributary.infrastructure.table;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.party.Affiliates;
import dev.tributary.domain.stored.Creation;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Affiliates in the table.
public final class DynamoAffiliates implements Affiliates {
    private final ItemStore items;

    public DynamoAffiliates(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Optional<Affiliate> find(AffiliateId id) {
        return items.get(Keys.affiliate(id), Keys.SOLE)
                .map(item -> new Affiliate(
                        AffiliateId.of(text(item, "id")), text(item, "name"), Instant.parse(text(item, "created"))));
    }

    @Override
    public Creation create(Affiliate affiliate) {
        return items.create(
                ItemStore.Place.sole(Keys.affiliate(affiliate.id())),
                Map.of(
                        "id", affiliate.id().toString(),
                        "name", affiliate.name(),
                        "created", affiliate.created().toString()));
    }

    private static String text(Map<String, Object> item, String name) {
        return (String) ItemStore.required(item, name);
    }
}
