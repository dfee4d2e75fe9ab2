package dev.tributary.infrastructure.ledger;

import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.DamagedLedgerException;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.ledger.Movement;
import dev.tributary.domain.order.OrderGroup;
import dev.tributary.domain.order.OrderLedger;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.table.DynamoClickMarks;
import dev.tributary.infrastructure.table.PlainItems;
import dev.tributary.infrastructure.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/// Orders, entries and accounts in the table. What guards a cause against a second time is the
/// version of its order and of the account, in the same transaction: a request token lasts ten
/// minutes, a message may come back after days.
public final class DynamoLedger implements Ledger, OrderLedger {
    private static final int MOST_ACTIONS = 100;
    /// DynamoDB takes 4 MB.
    private static final long MOST_BYTES = 3_500_000;

    private static final String CONDITION_FAILED = "ConditionalCheckFailed";
    private static final String CONFLICT = "TransactionConflict";
    private static final long LAST = 999_999_999_999L;

    private final Table table;
    private final Writes writes;

    /// @param buckets partitions of what is due, 1 to 64
    public DynamoLedger(Table table, int buckets) {
        this.table = table;
        this.writes = new Writes(table.name(), buckets);
    }

    /// With as many buckets as the variable DUE_BUCKETS says.
    public static DynamoLedger of(Table table, Environment environment) {
        return new DynamoLedger(table, DynamoClickMarks.buckets(environment));
    }

    @Override
    public Optional<Account> account(AccountKey key) {
        Map<String, AttributeValue> item;
        try {
            item = table.client()
                    .getItem(get -> get.tableName(table.name())
                            .consistentRead(true)
                            .key(PlainItems.attributes(Map.of(Keys.PK, Keys.account(key), Keys.SK, Keys.SOLE))))
                    .item();
        } catch (SdkException failed) {
            throw new UnavailableException("table", failed);
        }
        return item.isEmpty() ? Optional.empty() : Optional.of(AccountItems.account(key, PlainItems.plain(item)));
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
        try {
            return table.client().query(query -> query.tableName(table.name())
                    .consistentRead(true)
                    .keyConditionExpression("#pk = :pk AND #sk BETWEEN :from AND :to")
                    .expressionAttributeNames(Map.of("#pk", Keys.PK, "#sk", Keys.SK))
                    .expressionAttributeValues(PlainItems.attributes(Map.of(
                            ":pk", Keys.account(key), ":from", Keys.entry(from), ":to", Keys.entry(LAST))))
                    .limit(limit));
        } catch (SdkException failed) {
            throw new UnavailableException("table", failed);
        }
    }

    @Override
    public Written write(OrderGroup group) {
        try {
            return group.movement().isEmpty() ? put(group) : transact(group, group.movement().get());
        } catch (TransactionConflictException busy) {
            return new Written.Busy();
        } catch (SdkException failed) {
            throw new UnavailableException("table", failed);
        }
    }

    /// No money moves: a plain put costs half of what one in a transaction does.
    private Written put(OrderGroup group) {
        Put put = writes.orders(group).getFirst().put();
        try {
            table.client().putItem(request -> request.tableName(put.tableName())
                    .item(put.item())
                    .conditionExpression(put.conditionExpression())
                    .expressionAttributeNames(put.expressionAttributeNames())
                    .expressionAttributeValues(
                            put.hasExpressionAttributeValues() ? put.expressionAttributeValues() : null));
            return new Written.Committed();
        } catch (ConditionalCheckFailedException changed) {
            return new Written.Stale(Set.of(group.orders().getFirst().order().key()), false);
        }
    }

    private Written transact(OrderGroup group, Movement movement) {
        List<Writes.Write> all = new ArrayList<>(writes.orders(group));
        all.addAll(writes.movement(movement, group.zone()));
        long bytes = all.stream().mapToLong(Writes.Write::bytes).sum();
        if (all.size() > MOST_ACTIONS || bytes > MOST_BYTES) {
            return new Written.TooLarge();
        }
        List<TransactWriteItem> items = all.stream()
                .map(write -> TransactWriteItem.builder().put(write.put()).build())
                .toList();
        try {
            table.client().transactWriteItems(request -> request.transactItems(items));
            return new Written.Committed();
        } catch (TransactionCanceledException cancelled) {
            return why(cancelled, group, movement);
        }
    }

    /// @throws TransactionCanceledException when it is neither a condition nor a conflict: throttled,
    ///     or a mistake of ours
    private static Written why(TransactionCanceledException cancelled, OrderGroup group, Movement movement) {
        List<CancellationReason> reasons = cancelled.cancellationReasons();
        Set<ConversionKey> orders = new LinkedHashSet<>();
        int account = group.orders().size();
        for (int place = 0; place < Math.min(account, reasons.size()); place++) {
            if (CONDITION_FAILED.equals(reasons.get(place).code())) {
                orders.add(group.orders().get(place).order().key());
            }
        }
        boolean accountChanged = reasons.size() > account
                && CONDITION_FAILED.equals(reasons.get(account).code());
        boolean entryThere = reasons.stream().skip(account + 1L).anyMatch(reason -> CONDITION_FAILED.equals(
                reason.code()));
        boolean conflict = reasons.stream().anyMatch(reason -> CONFLICT.equals(reason.code()));
        if (entryThere && !accountChanged && !conflict) {
            throw new DamagedLedgerException(
                    movement.before().key(), movement.before().version() + 1, "is there, and the account is before it");
        }
        if (!orders.isEmpty() || accountChanged) {
            return new Written.Stale(orders, accountChanged);
        }
        if (conflict) {
            return new Written.Busy();
        }
        throw cancelled;
    }
}
