package dev.tributary.infrastructure.table;

import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.infrastructure.edge.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/// A few items of versions that are written together or not at all.
final class Together {
    private final Table table;
    private final List<TransactWriteItem> puts = new ArrayList<>();

    Together(Table table) {
        this.table = table;
    }

    /// @param read the version that was read; 0 when there was none
    Together put(ItemStore.Place place, Map<String, Object> item, long read) {
        Put.Builder put = Put.builder()
                .tableName(table.name())
                .item(PlainItems.attributes(ItemStore.placed(place, item, read + 1)));
        if (read == 0) {
            put.conditionExpression("attribute_not_exists(#pk)").expressionAttributeNames(Map.of("#pk", Keys.PK));
        } else {
            put.conditionExpression("#version = :read")
                    .expressionAttributeNames(Map.of("#version", ItemStore.VERSION))
                    .expressionAttributeValues(Map.of(":read", PlainItems.attribute(read)));
        }
        puts.add(TransactWriteItem.builder().put(put.build()).build());
        return this;
    }

    /// @param written nothing was, when false
    /// @param changed the places of those that are not as they were read; none when somebody writes
    ///     one of them right now
    record Outcome(boolean written, Set<Integer> changed) {}

    Outcome write() {
        try {
            table.client().transactWriteItems(request -> request.transactItems(puts));
            return new Outcome(true, Set.of());
        } catch (TransactionCanceledException cancelled) {
            Set<Integer> changed = new TreeSet<>();
            boolean conflict = false;
            List<CancellationReason> reasons = cancelled.cancellationReasons();
            for (int place = 0; place < reasons.size(); place++) {
                if ("ConditionalCheckFailed".equals(reasons.get(place).code())) {
                    changed.add(place);
                }
                conflict |= "TransactionConflict".equals(reasons.get(place).code());
            }
            if (changed.isEmpty() && !conflict) {
                throw new UnavailableException("table", cancelled);
            }
            return new Outcome(false, changed);
        } catch (TransactionConflictException busy) {
            return new Outcome(false, Set.of());
        } catch (SdkException failed) {
            throw new UnavailableException("table", failed);
        }
    }
}
