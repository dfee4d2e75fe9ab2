package dev.tributary.infrastructure.table;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.payout.PayoutMethod;
import dev.tributary.domain.payout.PayoutMethods;
import dev.tributary.domain.payout.Rail;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.SealedField;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Payout methods in the table, in their affiliate's partition:
/// ```
/// pk F#{affiliate} | sk METHOD | version 2 | affiliate_id aff_... | rail csv | destination 3.Kx... | set_at ...
/// | valid_from 2026-11-29T10:15:00Z | is_new false | changed_by key_...
/// ```
public final class DynamoPayoutMethods implements PayoutMethods {
    private final ItemStore items;

    public DynamoPayoutMethods(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Optional<Versioned<PayoutMethod>> find(AffiliateId affiliate) {
        try {
            return items.find(Keys.affiliate(affiliate), Keys.METHOD, DynamoPayoutMethods::method);
        } catch (SdkException failed) {
            throw new UnavailableException("table", failed);
        }
    }

    @Override
    public Map<AffiliateId, Versioned<PayoutMethod>> find(Collection<AffiliateId> affiliates) {
        if (affiliates.isEmpty()) {
            return Map.of();
        }
        List<Map<String, AttributeValue>> keys = affiliates.stream()
                .distinct()
                .map(affiliate -> Table.key(Keys.affiliate(affiliate), Keys.METHOD))
                .toList();
        Map<AffiliateId, Versioned<PayoutMethod>> found = new HashMap<>();
        try {
            for (Map<String, Object> item : items.batchGet(keys)) {
                PayoutMethod method = method(item);
                found.put(method.affiliate(), new Versioned<>(method, (Long)
                        ItemStore.required(item, ItemStore.VERSION)));
            }
        } catch (SdkException failed) {
            throw new UnavailableException("table", failed);
        }
        return found;
    }

    @Override
    public Creation create(PayoutMethod method) {
        return items.create(place(method), item(method));
    }

    @Override
    public Replacement replace(Versioned<PayoutMethod> method) {
        return items.replace(place(method.value()), item(method.value()), method.version());
    }

    static ItemStore.Place place(PayoutMethod method) {
        return new ItemStore.Place(Keys.affiliate(method.affiliate()), Keys.METHOD, Optional.empty());
    }

    static Map<String, Object> item(PayoutMethod method) {
        return Map.of(
                "affiliate_id", method.affiliate().toString(),
                "rail", method.rail().text(),
                "destination", method.destination().toString(),
                "set_at", method.setAt().toString(),
                "valid_from", method.validFrom().toString(),
                "is_new", method.isNew(),
                "changed_by", method.changedBy());
    }

    private static PayoutMethod method(Map<String, Object> item) {
        return new PayoutMethod(
                AffiliateId.of(text(item, "affiliate_id")),
                Rail.parse(text(item, "rail")).orElseThrow(),
                SealedField.of(text(item, "destination")),
                Instant.parse(text(item, "set_at")),
                Instant.parse(text(item, "valid_from")),
                (Boolean) ItemStore.required(item, "is_new"),
                text(item, "changed_by"));
    }

    private static String text(Map<String, Object> item, String name) {
        return (String) ItemStore.required(item, name);
    }
}
