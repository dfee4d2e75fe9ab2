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
import dev.tributary.infrastructure.table.DynamoAccounts;
import dev.tributary.infrastructure.table.DynamoClickMarks;
import dev.tributary.infrastructure.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
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

    private final Table table;
    private final DynamoAccounts accounts;
    private final Writes writes;

    /// @param buckets partitions of what is due, 1 to 64
    public DynamoLedger(Table table, int buckets) {
        this.table = table;
        this.accounts = new DynamoAccounts(table);
        this.writes = new Writes(table.name(), buckets);
    }

    /// With as many buckets as the variable DUE_BUCKETS says.
    public static DynamoLedger of(Table table, Environment environment) {
        return new DynamoLedger(table, DynamoClickMarks.buckets(environment));
    }

    @Override
    public Optional<Account> account(AccountKey key) {
        return accounts.account(key);
    }

    @Override
    public Page<Entry> entries(AccountKey key, PageRequest page) {
        return accounts.entries(key, page);
    }

    @Override
    public Written write(OrderGroup group) {
        try {
            return group.movement().isEmpty()
                    ? put(group)
                    : transact(group, group.movement().get());
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
            table.client()
                    .putItem(request -> request.tableName(put.tableName())
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
        boolean entryThere =
                reasons.stream().skip(account + 1L).anyMatch(reason -> CONDITION_FAILED.equals(reason.code()));
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
