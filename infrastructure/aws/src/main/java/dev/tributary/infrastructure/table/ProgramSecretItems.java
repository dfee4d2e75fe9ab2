package dev.tributary.infrastructure.table;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.payout.Debtor;
import dev.tributary.domain.payout.PayPalAccount;
import dev.tributary.domain.payout.ProgramSecret;
import dev.tributary.domain.payout.StripeKey;
import dev.tributary.domain.token.SealedField;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.edge.PayoutKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The items of what programs have sealed, both directions:
/// ```
/// pk P#{program} | sk DEBTOR | version 2 | name Shoes GmbH | ends 3000 | account 3.Kx...
/// pk P#{program} | sk STRIPE | version 2 | ends 4eC3 | key 3.Kx... | secrets [3.Lw..., 3.Qa...]
/// pk P#{program} | sk PAYPAL | version 2 | ends x7Qz | credentials 3.Kx... | webhook 1JE4291016473214C
/// ```
final class ProgramSecretItems {
    static final String DEBTOR = PayoutKeys.DEBTOR;
    static final String STRIPE = PayoutKeys.STRIPE;
    static final String PAYPAL = PayoutKeys.PAYPAL;
    private static final String ENDS = "ends";
    private static final String SECRETS = "secrets";

    private ProgramSecretItems() {}

    static ItemStore.Place place(ProgramId program, ProgramSecret secret) {
        String sk = switch (secret) {
            case Debtor debtor -> DEBTOR;
            case StripeKey key -> STRIPE;
            case PayPalAccount account -> PAYPAL;
        };
        return new ItemStore.Place(Keys.program(program), sk, Optional.empty());
    }

    static Map<String, Object> of(ProgramSecret secret) {
        return switch (secret) {
            case Debtor debtor ->
                Map.of(
                        "name",
                        debtor.name(),
                        ENDS,
                        debtor.ends(),
                        "account",
                        debtor.account().toString());
            case StripeKey key ->
                Map.of(
                        ENDS,
                        key.ends(),
                        "key",
                        key.key().toString(),
                        SECRETS,
                        key.webhookSecrets().stream().map(SealedField::toString).toList());
            case PayPalAccount account -> {
                Map<String, Object> item = new HashMap<>();
                item.put(ENDS, account.ends());
                item.put("credentials", account.credentials().toString());
                account.webhookId().ifPresent(id -> item.put("webhook", id));
                yield item;
            }
        };
    }

    static Debtor debtor(Map<String, Object> item) {
        return new Debtor(
                PayoutRunItems.text(item, "name"),
                PayoutRunItems.text(item, ENDS),
                SealedField.of(PayoutRunItems.text(item, "account")));
    }

    static StripeKey stripeKey(Map<String, Object> item) {
        List<SealedField> secrets = new ArrayList<>();
        if (!(ItemStore.required(item, SECRETS) instanceof List<?> stored)) {
            throw new IllegalStateException("secrets of a stored item are no list");
        }
        stored.forEach(secret -> secrets.add(SealedField.of(secret.toString())));
        return new StripeKey(
                PayoutRunItems.text(item, ENDS), SealedField.of(PayoutRunItems.text(item, "key")), secrets);
    }

    static PayPalAccount payPalAccount(Map<String, Object> item) {
        return new PayPalAccount(
                PayoutRunItems.text(item, ENDS),
                SealedField.of(PayoutRunItems.text(item, "credentials")),
                PayoutRunItems.optional(item, "webhook"));
    }
}
