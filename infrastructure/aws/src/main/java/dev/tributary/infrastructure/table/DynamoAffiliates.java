package dev.tributary.infrastructure.table;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.party.Affiliates;
import dev.tributary.domain.stored.Creation;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.util.HashMap;
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
        return items.get(Keys.affiliate(id), Keys.SOLE).map(DynamoAffiliates::affiliate);
    }

    @Override
    public Creation create(Affiliate affiliate) {
        return items.create(place(affiliate), item(affiliate));
    }

    static ItemStore.Place place(Affiliate affiliate) {
        return ItemStore.Place.sole(Keys.affiliate(affiliate.id()));
    }

    static Map<String, Object> item(Affiliate affiliate) {
        Map<String, Object> item = new HashMap<>();
        item.put("id", affiliate.id().toString());
        item.put("name", affiliate.name());
        item.put("created", affiliate.created().toString());
        affiliate.emailHash().ifPresent(hash -> item.put("email_hash", hash));
        affiliate.createdBy().ifPresent(merchant -> item.put("created_by", merchant.toString()));
        return item;
    }

    private static Affiliate affiliate(Map<String, Object> item) {
        return new Affiliate(
                AffiliateId.of(text(item, "id")),
                text(item, "name"),
                Instant.parse(text(item, "created")),
                Optional.ofNullable((String) item.get("email_hash")),
                Optional.ofNullable((String) item.get("created_by")).map(MerchantId::of));
    }

    private static String text(Map<String, Object> item, String name) {
        return (String) ItemStore.required(item, name);
    }
}
