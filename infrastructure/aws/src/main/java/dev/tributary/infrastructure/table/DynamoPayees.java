package dev.tributary.infrastructure.table;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.payout.Payee;
import dev.tributary.domain.payout.Payees;
import dev.tributary.domain.payout.PayoutMethod;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.Items;
import dev.tributary.infrastructure.edge.Keys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Those who may be paid: enrollment, account, profile and method of each, read consistently in two
/// calls for up to 25.
public final class DynamoPayees implements Payees {
    private final ItemStore items;
    private final DynamoPayoutMethods methods;

    public DynamoPayees(Table table) {
        this.items = new ItemStore(table);
        this.methods = new DynamoPayoutMethods(table);
    }

    @Override
    public List<Payee> find(ProgramId program, CurrencyCode currency, List<AffiliateId> affiliates) {
        if (affiliates.isEmpty() || affiliates.size() > MOST) {
            throw new IllegalArgumentException("affiliates are not 1 to " + MOST + ": " + affiliates.size());
        }
        List<Map<String, AttributeValue>> keys = new ArrayList<>();
        for (AffiliateId affiliate : affiliates) {
            keys.add(Table.key(Keys.enrollments(program), Keys.enrollment(affiliate)));
            keys.add(Table.key(Keys.account(new AccountKey(program, affiliate, currency)), Keys.SOLE));
            keys.add(Table.key(Keys.affiliate(affiliate), Keys.SOLE));
        }
        Map<String, Map<String, Object>> read = new HashMap<>();
        try {
            items.batchGet(keys).forEach(item -> read.put(item.get(Keys.PK) + " / " + item.get(Keys.SK), item));
        } catch (SdkException failed) {
            throw new UnavailableException("table", failed);
        }
        Map<AffiliateId, Versioned<PayoutMethod>> known = methods.find(affiliates);
        return affiliates.stream()
                .map(affiliate -> payee(new AccountKey(program, affiliate, currency), read, known))
                .toList();
    }

    private static Payee payee(
            AccountKey key, Map<String, Map<String, Object>> read, Map<AffiliateId, Versioned<PayoutMethod>> methods) {
        AffiliateId affiliate = key.affiliate();
        return new Payee(
                affiliate,
                found(read, Keys.affiliate(affiliate), Keys.SOLE)
                        .map(item -> (String) ItemStore.required(item, "name"))
                        .orElse(affiliate.toString()),
                found(read, Keys.enrollments(key.program()), Keys.enrollment(affiliate))
                        .map(item -> new Versioned<>(Items.enrollment(item), ItemStore.version(item))),
                found(read, Keys.account(key), Keys.SOLE).map(item -> AccountItems.account(key, item)),
                Optional.ofNullable(methods.get(affiliate)));
    }

    private static Optional<Map<String, Object>> found(Map<String, Map<String, Object>> read, String pk, String sk) {
        return Optional.ofNullable(read.get(pk + " / " + sk));
    }
}
