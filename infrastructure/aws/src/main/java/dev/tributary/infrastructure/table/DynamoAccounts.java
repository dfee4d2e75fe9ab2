package dev.tributary.infrastructure.table;

import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.DamagedLedgerException;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.ledger.Movement;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.infrastructure.edge.Keys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// Accounts and their entries, read consistently. They are written by the ledger alone.
public final class DynamoAccounts implements Ledger {
    private static final long LAST = 999_999_999_999L;

    private final Table table;

    public DynamoAccounts(Table table) {
        this.table = table;
    }

    @Override
    public Optional<Account> account(AccountKey key) {
        Map<String, AttributeValue> item = table.client()
                .getItem(get -> get.tableName(table.name())
                        .consistentRead(true)
                        .key(PlainItems.attributes(Map.of(Keys.PK, Keys.account(key), Keys.SK, Keys.SOLE))))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(AccountItems.account(key, PlainItems.plain(item)));
    }

    @Override
    public List<Account> accounts(Collection<AccountKey> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        Map<String, AccountKey> byPk = keys.stream().collect(Collectors.toMap(Keys::account, Function.identity()));
        List<Map<String, AttributeValue>> wanted =
                byPk.keySet().stream().map(pk -> Table.key(pk, Keys.SOLE)).toList();
        return new ItemStore(table)
                .batchGet(wanted).stream()
                        .map(item -> AccountItems.account(
                                Objects.requireNonNull(byPk.get((String) ItemStore.required(item, Keys.PK))), item))
                        .toList();
    }

    @Override
    public Page<Entry> entries(AccountKey key, PageRequest page) {
        long after = page.after().map(Long::parseLong).orElse(0L);
        // The entry before the page is read with it: the page's first one names its hash.
        int anchors = after > 0 ? 1 : 0;
        QueryResponse answer = query(key, Math.max(after, 1), page.limit() + 1 + anchors);
        List<Entry> found = new ArrayList<>();
        Optional<Entry> before = Optional.empty();
        for (Map<String, AttributeValue> item : answer.items()) {
            Entry entry = EntryItems.entry(key, PlainItems.plain(item));
            Movement.follow(key, before, entry);
            before = Optional.of(entry);
            found.add(entry);
        }
        if (!found.isEmpty() && found.getFirst().sequence() != Math.max(after, 1)) {
            throw new DamagedLedgerException(key, Math.max(after, 1), "is missing");
        }
        int end = Math.min(found.size(), page.limit() + anchors);
        boolean more = end < found.size() || answer.hasLastEvaluatedKey();
        List<Entry> kept = found.subList(Math.min(anchors, end), end);
        return new Page<>(
                kept, more ? Optional.of(Long.toString(found.get(end - 1).sequence())) : Optional.empty());
    }

    private QueryResponse query(AccountKey key, long from, int limit) {
        return table.client()
                .query(query -> query.tableName(table.name())
                        .consistentRead(true)
                        .keyConditionExpression("#pk = :pk AND #sk BETWEEN :from AND :to")
                        .expressionAttributeNames(Map.of("#pk", Keys.PK, "#sk", Keys.SK))
                        .expressionAttributeValues(PlainItems.attributes(
                                Map.of(":pk", Keys.account(key), ":from", Keys.entry(from), ":to", Keys.entry(LAST))))
                        .limit(limit));
    }
}
