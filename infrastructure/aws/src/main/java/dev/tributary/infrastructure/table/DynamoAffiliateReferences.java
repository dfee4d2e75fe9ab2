package dev.tributary.infrastructure.table;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.imports.AffiliateReference;
import dev.tributary.domain.imports.AffiliateReferences;
import dev.tributary.infrastructure.edge.ImportKeys;
import dev.tributary.infrastructure.edge.Keys;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Merchants' names of affiliates in the table, as hashes:
/// ```
/// pk M#{merchant} | sk F#{hash} | affiliate_id aff_... | version 1
/// ```
public final class DynamoAffiliateReferences implements AffiliateReferences {
    private static final String AFFILIATE = "affiliate_id";

    private final ItemStore items;

    public DynamoAffiliateReferences(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Optional<AffiliateId> find(AffiliateReference reference) {
        return items.get(Keys.merchant(reference.merchant()), ImportKeys.reference(reference))
                .map(item -> AffiliateId.of((String) ItemStore.required(item, AFFILIATE)));
    }

    /// As part of a transaction: a name that must not be given yet.
    static TransactWriteItem creation(ItemStore items, AffiliateReference reference, AffiliateId affiliate) {
        return items.creation(
                new ItemStore.Place(
                        Keys.merchant(reference.merchant()), ImportKeys.reference(reference), Optional.empty()),
                Map.of(AFFILIATE, affiliate.toString()));
    }
}
