package dev.tributary.infrastructure.ledger;

import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.decision.Decision;
import dev.tributary.domain.decision.DecisionLedger;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.EntryId;
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
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// Orders, decisions, entries and accounts in the table. What guards a cause against a second time is
/// the version of its order, or that its decision still waits, and the version of the account, in the
/// same transaction: a request token lasts ten minutes, a message may come back after days.
public final class DynamoLedger implements Ledger, OrderLedger, DecisionLedger {
    private static final int MOST_ACTIONS = 100;
    /// DynamoDB takes 4 MB.
    private static final long MOST_BYTES = 3_500_000;
    /// DynamoDB takes 400 KB. One that is larger fails by itself: what it is written with goes on.
    private static final long MOST_ITEM_BYTES = 400 * 1_024 - 1_024;

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
    public OrderLedger.Written write(OrderGroup group) {
        if (group.movements().stream().anyMatch(Movement::mustWait)) {
            return new OrderLedger.Written.Busy();
        }
        try {
            boolean alone = group.movements().isEmpty()
                    && group.orders().getFirst().bindings().isEmpty();
            return alone ? put(group) : transact(group);
        } catch (TransactionConflictException busy) {
            return new OrderLedger.Written.Busy();
        } catch (SdkException failed) {
            throw new UnavailableException("table", failed);
        }
    }

    /// No money moves: a plain put costs half of what one in a transaction does.
    private OrderLedger.Written put(OrderGroup group) {
        Writes.Write write = writes.orders(group).getFirst();
        if (write.bytes() > MOST_ITEM_BYTES) {
            return new OrderLedger.Written.TooLarge();
        }
        Put put = write.put();
        try {
            table.client()
                    .putItem(request -> request.tableName(put.tableName())
                            .item(put.item())
                            .conditionExpression(put.conditionExpression())
                            .expressionAttributeNames(put.expressionAttributeNames())
                            .expressionAttributeValues(
                                    put.hasExpressionAttributeValues() ? put.expressionAttributeValues() : null));
            return new OrderLedger.Written.Committed();
        } catch (ConditionalCheckFailedException changed) {
            return new OrderLedger.Written.Stale(
                    Set.of(group.orders().getFirst().order().key()), false);
        }
    }

    private OrderLedger.Written transact(OrderGroup group) {
        List<Writes.Write> all = new ArrayList<>(writes.orders(group));
        all.addAll(writes.bindings(group));
        group.movements().forEach(movement -> all.addAll(writes.movement(movement, group.zone())));
        long bytes = all.stream().mapToLong(Writes.Write::bytes).sum();
        boolean tooLarge = all.stream().anyMatch(write -> write.bytes() > MOST_ITEM_BYTES);
        List<TransactWriteItem> prizes = group.movements().stream()
                .flatMap(movement -> writes.prizes(movement).stream())
                .toList();
        if (all.size() + prizes.size() > MOST_ACTIONS || bytes > MOST_BYTES || tooLarge) {
            return new OrderLedger.Written.TooLarge();
        }
        List<TransactWriteItem> items = new ArrayList<>();
        all.forEach(
                write -> items.add(TransactWriteItem.builder().put(write.put()).build()));
        items.addAll(prizes);
        try {
            table.client().transactWriteItems(request -> request.transactItems(items));
            return new OrderLedger.Written.Committed();
        } catch (TransactionCanceledException cancelled) {
            return why(cancelled, group);
        }
    }

    /// @throws TransactionCanceledException when it is neither a condition nor a conflict: throttled,
    ///     or a mistake of ours
    private static OrderLedger.Written why(TransactionCanceledException cancelled, OrderGroup group) {
        int bindings = group.orders().stream()
                .mapToInt(change -> change.bindings().size())
                .sum();
        Cancelled why = Cancelled.of(cancelled, group.orders().size() + bindings, group.movements());
        if (why.isStrange()) {
            throw cancelled;
        }
        if (why.guards().isEmpty() && !why.account()) {
            return new OrderLedger.Written.Busy();
        }
        // Orders that bind are written one by one: a binding that changed is that order's matter.
        Set<ConversionKey> orders = new LinkedHashSet<>();
        why.guards()
                .forEach(place -> orders.add(group.orders()
                        .get(Math.min(place, group.orders().size() - 1))
                        .order()
                        .key()));
        return new OrderLedger.Written.Stale(orders, why.account());
    }

    @Override
    public DecisionLedger.Written post(AdjustmentId decision, Effect effect, ZoneId zone) {
        Movement movement = effect.movement();
        if (movement.mustWait()) {
            return DecisionLedger.Written.STALE;
        }
        EntryId entry = movement.entries().getFirst().id();
        List<TransactWriteItem> items = new ArrayList<>();
        items.add(TransactWriteItem.builder()
                .update(writes.decision(decision, new Decision.State.Posted(entry, effect.amount())))
                .build());
        List<Writes.Write> all =
                new ArrayList<>(effect.order().stream().map(writes::order).toList());
        int guards = items.size() + all.size();
        all.addAll(writes.movement(movement, zone));
        all.forEach(
                write -> items.add(TransactWriteItem.builder().put(write.put()).build()));
        items.addAll(writes.prizes(movement));
        try {
            table.client().transactWriteItems(request -> request.transactItems(items));
            return DecisionLedger.Written.COMMITTED;
        } catch (TransactionCanceledException cancelled) {
            Cancelled why = Cancelled.of(cancelled, guards, List.of(movement));
            if (why.isStrange()) {
                throw new UnavailableException("table", cancelled);
            }
            return why.guards().contains(0) ? DecisionLedger.Written.ALREADY_DECIDED : DecisionLedger.Written.STALE;
        } catch (TransactionConflictException busy) {
            return DecisionLedger.Written.STALE;
        } catch (SdkException failed) {
            throw new UnavailableException("table", failed);
        }
    }

    @Override
    public DecisionLedger.Written refuse(AdjustmentId decision, Decision.Refusal refusal) {
        Update update = writes.decision(decision, new Decision.State.Refused(refusal));
        try {
            table.client()
                    .updateItem(request -> request.tableName(update.tableName())
                            .key(update.key())
                            .updateExpression(update.updateExpression())
                            .conditionExpression(update.conditionExpression())
                            .expressionAttributeNames(update.expressionAttributeNames())
                            .expressionAttributeValues(update.expressionAttributeValues()));
            return DecisionLedger.Written.COMMITTED;
        } catch (ConditionalCheckFailedException ended) {
            return DecisionLedger.Written.ALREADY_DECIDED;
        } catch (TransactionConflictException busy) {
            return DecisionLedger.Written.STALE;
        } catch (SdkException failed) {
            throw new UnavailableException("table", failed);
        }
    }
}
