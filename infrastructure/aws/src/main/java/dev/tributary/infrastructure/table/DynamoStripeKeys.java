package dev.tributary.infrastructure.table;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.payout.StripeKey;
import dev.tributary.domain.payout.StripeKeys;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.SealedField;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.edge.PayoutKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// With what programs reach Stripe, in their partitions:
/// ```
/// pk P#{program} | sk STRIPE | version 2 | ends 4eC3 | key 3.Kx... | secrets [3.Lw..., 3.Qa...]
/// ```
public final class DynamoStripeKeys implements StripeKeys {
    private static final String SECRETS = "secrets";

    private final ItemStore items;

    public DynamoStripeKeys(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Optional<Versioned<StripeKey>> find(ProgramId program) {
        return items.find(Keys.program(program), PayoutKeys.STRIPE, DynamoStripeKeys::key);
    }

    @Override
    public Creation create(ProgramId program, StripeKey key) {
        return items.create(place(program), item(key));
    }

    @Override
    public Replacement replace(ProgramId program, Versioned<StripeKey> key) {
        return items.replace(place(program), item(key.value()), key.version());
    }

    static ItemStore.Place place(ProgramId program) {
        return new ItemStore.Place(Keys.program(program), PayoutKeys.STRIPE, Optional.empty());
    }

    static Map<String, Object> item(StripeKey key) {
        return Map.of(
                "ends",
                key.ends(),
                "key",
                key.key().toString(),
                SECRETS,
                key.webhookSecrets().stream().map(SealedField::toString).toList());
    }

    static StripeKey key(Map<String, Object> item) {
        List<SealedField> secrets = new ArrayList<>();
        if (!(ItemStore.required(item, SECRETS) instanceof List<?> stored)) {
            throw new IllegalStateException("secrets of a stored item are no list");
        }
        stored.forEach(secret -> secrets.add(SealedField.of(secret.toString())));
        return new StripeKey(
                PayoutRunItems.text(item, "ends"), SealedField.of(PayoutRunItems.text(item, "key")), secrets);
    }
}
