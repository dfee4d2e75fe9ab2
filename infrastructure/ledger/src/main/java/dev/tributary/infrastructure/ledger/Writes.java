package dev.tributary.infrastructure.ledger;

import dev.tributary.domain.bonus.PrizeNote;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.decision.Decision;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Movement;
import dev.tributary.domain.order.OrderGroup;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutFile;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.table.AccountItems;
import dev.tributary.infrastructure.table.BindingItems;
import dev.tributary.infrastructure.table.DecisionItems;
import dev.tributary.infrastructure.table.EntryItems;
import dev.tributary.infrastructure.table.OrderItems;
import dev.tributary.infrastructure.table.PayoutRowItems;
import dev.tributary.infrastructure.table.PlainItems;
import dev.tributary.infrastructure.table.PrizeItems;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// What a group is as puts, each with the condition that nobody wrote its item since it was read.
final class Writes {
    private final String table;
    private final int buckets;

    Writes(String table, int buckets) {
        this.table = table;
        this.buckets = buckets;
    }

    /// One put of a transaction, and how many bytes it brings.
    record Write(Put put, long bytes) {}

    List<Write> orders(OrderGroup group) {
        return group.orders().stream().map(this::order).toList();
    }

    Write order(OrderGroup.Change change) {
        return write(order(change.order(), change.version() + 1), change.version());
    }

    /// What the orders bind, in their order.
    List<Write> bindings(OrderGroup group) {
        return group.orders().stream()
                .flatMap(change -> change.bindings().stream()
                        .map(binding ->
                                write(BindingItems.of(change.order().key().program(), binding), binding.read())))
                .toList();
    }

    /// The account first, then the entries: a reason of a cancelled transaction has the same place.
    List<Write> movement(Movement movement, ZoneId zone) {
        List<Write> writes = new ArrayList<>();
        writes.add(write(
                AccountItems.of(movement.after(), zone, buckets),
                movement.before().version()));
        for (Entry entry : movement.entries()) {
            writes.add(write(EntryItems.of(entry), 0));
        }
        return writes;
    }

    /// Prizes without cash that its entries give or take; they stand last, and have no condition.
    List<TransactWriteItem> prizes(Movement movement) {
        return PrizeNote.of(movement).stream()
                .map(note -> TransactWriteItem.builder()
                        .update(PrizeItems.noting(table, note))
                        .build())
                .toList();
    }

    /// A payout after a step, in place of the one that was read.
    Write payout(Versioned<Payout> row) {
        return write(PayoutRowItems.stored(row.value(), row.version() + 1), row.version());
    }

    /// What a file holds, in place of what was read.
    Write file(Versioned<PayoutFile> file) {
        return write(PayoutRowItems.stored(file.value(), file.version() + 1), file.version());
    }

    /// The end of a decision that still waits, for good: it leaves what is due.
    Update decision(AdjustmentId decision, Decision.State state) {
        Map<String, Object> set = DecisionItems.state(state);
        Map<String, String> names = new HashMap<>(Map.of(
                "#outcome",
                DecisionItems.OUTCOME,
                "#version",
                OrderItems.VERSION,
                "#duePk",
                Keys.GSI2_PK,
                "#dueSk",
                Keys.GSI2_SK));
        Map<String, Object> values = new HashMap<>(Map.of(":posting", DecisionItems.POSTING, ":one", 1L));
        List<String> sets = new ArrayList<>();
        set.forEach((name, value) -> {
            names.put("#" + name, name);
            values.put(":" + name, value);
            sets.add("#" + name + " = :" + name);
        });
        return Update.builder()
                .tableName(table)
                .key(PlainItems.attributes(Map.of(Keys.PK, Keys.decision(decision), Keys.SK, Keys.SOLE)))
                .updateExpression("SET " + String.join(", ", sets) + " REMOVE #duePk, #dueSk ADD #version :one")
                .conditionExpression("#outcome = :posting")
                .expressionAttributeNames(names)
                .expressionAttributeValues(PlainItems.attributes(values))
                .build();
    }

    /// With a sale it stands in the list of its month, and in what is due while something waits.
    private Map<String, Object> order(OrderState state, long version) {
        Map<String, Object> item = OrderItems.of(state, version);
        ConversionKey key = state.key();
        state.sale().ifPresent(sale -> {
            YearMonth month = YearMonth.from(sale.occurredAt().atOffset(ZoneOffset.UTC));
            item.put(Keys.GSI1_PK, Keys.conversions(key.program(), month));
            item.put(Keys.GSI1_SK, Keys.conversionAt(sale.occurredAt(), state.id()));
        });
        state.due().ifPresent(end -> {
            // Up to the next whole second: then it has come.
            Instant due = end.plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS);
            int bucket = (int) Math.floorMod(state.id().digest().high(), (long) buckets);
            item.put(Keys.GSI2_PK, Keys.dueOrders(bucket));
            item.put(Keys.GSI2_SK, Keys.due(due, Keys.order(key), Keys.orderEvent(key)));
        });
        return item;
    }

    /// @param read the version that was read; 0 when there was none
    private Write write(Map<String, Object> item, long read) {
        Put.Builder put = Put.builder().tableName(table).item(PlainItems.attributes(item));
        if (read == 0) {
            put.conditionExpression("attribute_not_exists(#pk)").expressionAttributeNames(Map.of("#pk", Keys.PK));
        } else {
            put.conditionExpression("#version = :read")
                    .expressionAttributeNames(Map.of("#version", OrderItems.VERSION))
                    .expressionAttributeValues(Map.of(":read", AttributeValue.fromN(Long.toString(read))));
        }
        return new Write(put.build(), bytes(item));
    }

    /// About as much as DynamoDB counts, from above.
    private static long bytes(Object value) {
        return switch (value) {
            case String text -> text.getBytes(StandardCharsets.UTF_8).length;
            case byte[] bytes -> bytes.length;
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .mapToLong(entry -> 4 + bytes(entry.getKey()) + bytes(entry.getValue()))
                        .sum();
            default -> 22;
        };
    }
}
