package dev.tributary.infrastructure.ledger;

import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Movement;
import dev.tributary.domain.payout.PayoutFile;
import dev.tributary.domain.payout.PayoutLedger;
import dev.tributary.domain.payout.PayoutPosting;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.table.DynamoClickMarks;
import dev.tributary.infrastructure.table.OrderItems;
import dev.tributary.infrastructure.table.PlainItems;
import dev.tributary.infrastructure.table.Table;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/// What payouts post. The guard of a step is its row at the version that was read, in the transaction of
/// account and entry; of a release it is the account, whose days are released once.
public final class DynamoPayoutLedger implements PayoutLedger {
    private final Table table;
    private final Writes writes;

    /// @param buckets partitions of what is due, 1 to 64
    public DynamoPayoutLedger(Table table, int buckets) {
        this.table = table;
        this.writes = new Writes(table.name(), buckets);
    }

    /// With as many buckets as the variable DUE_BUCKETS says.
    public static DynamoPayoutLedger of(Table table, Environment environment) {
        return new DynamoPayoutLedger(table, DynamoClickMarks.buckets(environment));
    }

    @Override
    public Posted release(Movement movement, ZoneId zone) {
        return transact(List.of(), movement, zone);
    }

    /// A ban or another method between the read and the commit cancels the transaction.
    @Override
    public Posted reserve(PayoutPosting posting, Checks checks) {
        AccountKey account = posting.movement().before().key();
        return transact(
                List.of(
                        row(posting),
                        unchanged(
                                Keys.enrollments(account.program()),
                                Keys.enrollment(account.affiliate()),
                                checks.enrollment()),
                        unchanged(Keys.affiliate(account.affiliate()), Keys.METHOD, checks.method())),
                posting.movement(),
                posting.zone());
    }

    @Override
    public Posted settle(PayoutPosting posting) {
        return transact(List.of(row(posting)), posting.movement(), posting.zone());
    }

    @Override
    public Posted stop(PayoutPosting posting, Versioned<PayoutFile> file) {
        TransactWriteItem without =
                TransactWriteItem.builder().put(writes.file(file).put()).build();
        return transact(List.of(row(posting), without), posting.movement(), posting.zone());
    }

    private TransactWriteItem row(PayoutPosting posting) {
        return TransactWriteItem.builder()
                .put(writes.payout(posting.row()).put())
                .build();
    }

    private TransactWriteItem unchanged(String pk, String sk, long version) {
        return TransactWriteItem.builder()
                .conditionCheck(ConditionCheck.builder()
                        .tableName(table.name())
                        .key(PlainItems.attributes(Map.of(Keys.PK, pk, Keys.SK, sk)))
                        .conditionExpression("#version = :read")
                        .expressionAttributeNames(Map.of("#version", OrderItems.VERSION))
                        .expressionAttributeValues(PlainItems.attributes(Map.of(":read", version)))
                        .build())
                .build();
    }

    private Posted transact(List<TransactWriteItem> guards, Movement movement, ZoneId zone) {
        // Whoever decides orders completes it, within seconds as a rule: a payout may not write orders.
        if (movement.mustWait()) {
            return new Posted.Stale();
        }
        List<TransactWriteItem> items = new ArrayList<>(guards);
        writes.movement(movement, zone)
                .forEach(write ->
                        items.add(TransactWriteItem.builder().put(write.put()).build()));
        try {
            table.client().transactWriteItems(request -> request.transactItems(items));
            return new Posted.Committed();
        } catch (TransactionCanceledException cancelled) {
            if (Cancelled.of(cancelled, guards.size(), List.of(movement)).isStrange()) {
                throw new UnavailableException("table", cancelled);
            }
            return new Posted.Stale();
        } catch (TransactionConflictException busy) {
            return new Posted.Stale();
        } catch (SdkException failed) {
            throw new UnavailableException("table", failed);
        }
    }
}
